namespace Passband.Models.Onnx;

/// <summary>The kinds of attribute, by ONNX's numbers, that operators here need.</summary>
internal enum OnnxAttributeKind
{
    Undefined = 0,
    Float = 1,
    Integer = 2,
    Text = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Integers = 7,
    Texts = 8,
}

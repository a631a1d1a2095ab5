using Passband.Kernels;

namespace Passband.Models.Onnx;

/// <summary>What the free-form metadata of an ONNX model says about its input.</summary>
internal static class OnnxMetadata
{
    /// <summary>The key that ONNX's page on image metadata defines: the pixel format that an image input expects.</summary>
    private const string PixelFormat = "Image.BitmapPixelFormat";

    /// <summary>The channels of the pictures that the model takes; null when it does not tell.</summary>
    public static InputSpace? PictureContent(ModelProto model)
    {
        foreach (var entry in model.MetadataProps)
        {
            if (entry.Key == PixelFormat)
            {
                return entry.Value.ToUpperInvariant() switch
                {
                    "RGB8" => InputSpace.Rgb,
                    "BGR8" => InputSpace.Bgr,
                    "GRAY8" => InputSpace.Gray,
                    _ => null,
                };
            }
        }
        return null;
    }
}

using Microsoft.ML.OnnxRuntime;

namespace Passband.Networks.Tests.Operators;

public class RuntimeTests
{
    [Fact]
    public void Operators_give_what_ONNX_Runtime_gives()
    {
        var wrong = new List<string>();
        foreach (var probe in RuntimeProbes.All)
        {
            try
            {
                probe.Demand();
            }
            catch (Exception e) when (e is Xunit.Sdk.XunitException or OnnxRuntimeException)
            {
                wrong.Add($"{probe.Operation} {probe.Version} ({string.Join(", ", probe.Attributes)}) of {string.Join(" ", probe.Inputs.Select(i => $"[{string.Join(",", i?.Shape ?? [])}]"))}: {e.Message}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}

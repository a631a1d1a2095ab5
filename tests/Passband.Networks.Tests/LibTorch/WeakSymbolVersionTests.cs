using System.Text;
using TorchSharp;

namespace Passband.Networks.Tests.LibTorch;

public class WeakSymbolVersionTests
{
    [Fact]
    public void Torch_loads()
    {
        using var x = torch.ones(2, 3);
        Assert.Equal(6, x.sum().item<float>());
    }
}

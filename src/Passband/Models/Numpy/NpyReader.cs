using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.Numpy;

/// <summary>
/// Reads one .npy array as a bank: [out, in, h, w] or [out, in, d, h, w]; [n, h, w] are n gray kernels, [h, w] is one, [k] is one 1-D kernel. An array
/// [h, w, in, out] is told from [out, in, h, w] only where the latter would be absurd.
/// </summary>
internal sealed class NpyReader : ModelReader
{
    public override bool Matches(ModelProbe probe) => probe.StartsWith(NpyHeader.Magic) || probe.HasExtension(".npy");

    public override ConvNet Read(ModelSource source, ModelOptions options, CancellationToken cancellation)
    {
        var main = source.Main;
        var place = 0L;
        var header = NpyHeader.Read(Next, main.Length, source.Name);
        int[] shape = header.Shape switch
        {
            { Length: 1 } s => [1, 1, .. s],
            { Length: 2 } s => [1, 1, .. s],
            { Length: 3 } s => [s[0], 1, s[1], s[2]],
            { Length: 4 or 5 } s => s,
            var s => throw new PassbandException(ErrorKind.Format, source.Name, $"an array of {s.Length} dimensions", "1 to 5, e.g. [out, in, height, width]"),
        };
        var layout = IsOutputLast(header.Shape) ? WeightLayout.OutputLast : WeightLayout.OutputFirst;
        var name = Path.GetFileNameWithoutExtension(source.Name);
        var array = header.ToTensor(name, () => main.Read(header.DataOffset, header.DataLength));
        var tensor = new Tensor(name, array.Type, [.. shape], () => array.Bytes);
        // A file that is one array is meant as a bank, whatever its name.
        var bare = new BareTensor(tensor) { Role = BareTensorRoles.Of("conv", tensor.Shape, layout) };
        var net = BareTensors.Read(source.Name, "npy", [bare], layout, options, cancellation);
        return header.Shape.Length is 2 or 3
            ? net with { Assumptions = net.Assumptions.Add($"axes: the array of {string.Join('×', header.Shape)} was taken for gray kernels, {net.Layers[0].Bank.Shape.Filters} in number") }
            : net;

        byte[] Next(int count)
        {
            place += count;
            return main.Read(place - count, (long)count);
        }
    }

    /// <summary>
    /// Four axes, a square odd window first, then three channels, then at least eight of something: as [out, in, h, w] it would hold kernels of 3×8 or wider.
    /// </summary>
    private static bool IsOutputLast(int[] shape) =>
        shape.Length == 4 && shape[0] == shape[1] && shape[0] % 2 == 1 && shape[0] <= 15 && shape[2] == 3 && shape[3] >= 8;
}

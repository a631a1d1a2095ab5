using System.Buffers.Binary;
using Passband.Graphs;
using Passband.Imaging.Pictures;

namespace Passband.Networks.Tests.Zoo;

/// <summary>Pictures and sounds as the networks of zoo/ want them.</summary>
internal static class ZooInputs
{
    /// <summary>A picture of −1 to 1 as [1, 3, height, width] (blue, green, red, as these networks were trained), enlarged by a whole factor and filled up with white.</summary>
    public static Tensor Text(string picture, int factor, int width, int height, int x0 = 0, int y0 = 0)
    {
        var read = PictureFile.Read(ZooFile.Picture(picture));
        var values = new float[3 * width * height];
        for (var c = 0; c < 3; c++)
        {
            var plane = read.Planes[read.IsColor ? 2 - c : 0];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var (px, py) = (x / factor + x0, y / factor + y0);
                    var sample = px < plane.Width && py < plane.Height ? plane[px, py] : 1;
                    values[(c * height + y) * width + x] = (sample - 0.5f) / 0.5f;
                }
            }
        }
        return Tensor.FromFloats("x", [1, 3, height, width], values);
    }

    /// <summary>A sound of 48 kHz as [1, samples] at 16 kHz, in the range of 16-bit integers.</summary>
    public static Tensor Sound(string file)
    {
        var bytes = File.ReadAllBytes(ZooFile.Sound(file));
        var at = bytes.AsSpan().IndexOf("data"u8) + 8;
        Assert.Equal(1, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(22)));
        Assert.Equal(48000, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24)));
        var samples = new double[(bytes.Length - at) / 2];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at + 2 * i));
        // A lowpass below the new Nyquist frequency (windowed sinc), then every third sample.
        const int Half = 48;
        var taps = Enumerable.Range(-Half, 2 * Half + 1).Select(n => (n == 0 ? 1 : Math.Sin(Math.PI * n / 3.2) / (Math.PI * n / 3.2)) * (0.5 + 0.5 * Math.Cos(Math.PI * n / (Half + 1)))).ToArray();
        var sum = taps.Sum();
        var result = new float[samples.Length / 3];
        for (var i = 0; i < result.Length; i++)
        {
            var value = 0.0;
            for (var n = -Half; n <= Half; n++)
            {
                if (3 * i + n >= 0 && 3 * i + n < samples.Length)
                    value += taps[n + Half] * samples[3 * i + n];
            }
            result[i] = (float)(value / sum);
        }
        return Tensor.FromFloats("input", [1, result.Length], result);
    }
}

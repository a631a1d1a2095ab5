using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;

namespace Passband.Tests.Measures;

public class ColorMatrixTests
{
    private static readonly double[] White = [1 / Math.Sqrt(3), 1 / Math.Sqrt(3), 1 / Math.Sqrt(3)];
    private static readonly double[] RedGreen = [1 / Math.Sqrt(2), -1 / Math.Sqrt(2), 0];
    private static readonly double[] BlueYellow = [-1 / Math.Sqrt(6), -1 / Math.Sqrt(6), 2 / Math.Sqrt(6)];

    private static ColorMatrix Of(bool blueFirst, params double[][] rows) =>
        ColorMatrix.Of(new KernelBank(BankShape.Plane(rows.Length, 3, 1, 1), rows.SelectMany(r => r).Select(v => (float)v).ToArray()), blueFirst)!;

    private static string Words(params double[][] rows) => ColorMatrixWording.Of(Of(false, rows), rows.Length);

    private static double[] Times(double factor, double[] row) => Array.ConvertAll(row, v => factor * v);

    [Fact]
    public void Gains_and_directions_are_those_that_the_matrix_was_made_of()
    {
        // Opponent axes at right angles with gains 3, 2 and 1, mixed by a rotation of the outputs, which changes neither.
        var (cos, sin) = (Math.Cos(0.7), Math.Sin(0.7));
        double[][] axes = [Times(3, White), Times(2, RedGreen), Times(1, BlueYellow)];
        double[][] rows = [[.. axes[0].Zip(axes[1], (a, b) => cos * a - sin * b)], [.. axes[0].Zip(axes[1], (a, b) => sin * a + cos * b)], axes[2]];

        var matrix = Of(false, rows);

        // Single precision of the weights.
        Assert.All(matrix.SingularValues.Zip([3.0, 2, 1]), p => Assert.Equal(p.Second, p.First, 1e-6));
        Assert.All(matrix.Directions.Zip([White, RedGreen, BlueYellow]), p => Assert.All(p.First.Zip(p.Second), v => Assert.Equal(v.Second, v.First, 1e-6)));
        Assert.Equal("luminance (64 %), red–green (29 %) and blue–yellow (7 %)", ColorMatrixWording.Of(matrix, 3));
    }

    [Fact]
    public void Blue_first_is_brought_into_order()
    {
        var matrix = Of(true, [0, 0, 1]);
        Assert.Equal([1, 0, 0], matrix.Directions[0].Select(v => Math.Round(v, 9)));
    }

    [Fact]
    public void Words_say_what_is_left_of_color()
    {
        // The luma of standard-definition video, and twice an average.
        Assert.Equal("drops color: only brightness is left (red, green and blue weigh 0.30, 0.59, 0.11)", Words([0.299, 0.587, 0.114]));
        Assert.Equal("drops color: only brightness is left (red, green and blue weigh 0.33, 0.33, 0.33)", Words(White, Times(-2, White)));
        Assert.Equal("keeps one color direction: red–green", Words(RedGreen));
        Assert.Equal("luminance (80 %) and blue–yellow (20 %); drops red–green", Words(Times(2, White), BlueYellow));
    }

    [Fact]
    public void A_matrix_at_right_angles_turns_or_mirrors_color_space()
    {
        Assert.StartsWith("a rotation of color space: ", Words([1, 0, 0], [0, 1, 0], [0, 0, 1]), StringComparison.Ordinal);
        // White × (red–green) is blue–yellow but for its sign, so one order of the axes is a rotation and the other is not.
        Assert.StartsWith("a rotation of color space with a mirror", Words([0, 0, 1], [0, 1, 0], [1, 0, 0]), StringComparison.Ordinal);
        Assert.Equal("keeps all colors alike, spread over 6 channels", Words([1, 0, 0], [0, 1, 0], [0, 0, 1], [-1, 0, 0], [0, -1, 0], [0, 0, -1]));
    }

    [Fact]
    public void Only_single_taps_of_three_channels_have_a_color_matrix()
    {
        Assert.Null(ColorMatrix.Of(new KernelBank(BankShape.Plane(1, 3, 2, 2), new float[12]), false));
        Assert.Null(ColorMatrix.Of(new KernelBank(BankShape.Plane(2, 3, 1, 1), new float[6]), false));
    }
}

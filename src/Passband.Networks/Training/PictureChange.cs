using Passband.Datasets;
using Passband.Kernels;

namespace Passband.Networks.Training;

/// <summary>What is done to a picture between the set that draws it and the network: augmentation, turns, noise and normalization.</summary>
internal sealed class PictureChange(PictureShape shape, TrainingOptions options)
{
    /// <summary>Changes a picture of the training.</summary>
    /// <param name="pixels">[channels, height, width]; changed.</param>
    /// <param name="clean">Receives the picture without noise; empty when it is not wanted.</param>
    /// <param name="label">The label that the set gives it.</param>
    /// <param name="random">Where random numbers come from.</param>
    /// <returns>The label that it has now.</returns>
    public int Train(Span<float> pixels, Span<float> clean, int label, ref GaussianRandom random)
    {
        // Always drawn, so that one kind of change does not depend on whether there is another.
        var (bits, down, right) = (random.NextBits(), random.NextUniform(), random.NextUniform());
        if (options.Mirror && (bits & 1) != 0)
            Mirror(pixels);
        if (options.Shift > 0)
            Shift(pixels, Offset(down), Offset(right));
        return Finish(pixels, clean, label, (int)(bits >> 62), learning: true, ref random);
    }

    /// <summary>Changes a picture of a test, where only what belongs to the task is done.</summary>
    public int Test(Span<float> pixels, Span<float> clean, int label, int turn, ref GaussianRandom random) => Finish(pixels, clean, label, turn, learning: false, ref random);

    private int Offset(double uniform) => Math.Min((int)(uniform * (2 * options.Shift + 1)), 2 * options.Shift) - options.Shift;

    private int Finish(Span<float> pixels, Span<float> clean, int label, int turn, bool learning, ref GaussianRandom random)
    {
        if (options.Task == TrainingTask.Rotation)
        {
            Turn(pixels, turn);
            label = turn;
        }
        if (!clean.IsEmpty)
        {
            pixels.CopyTo(clean);
            Normalize(clean);
        }
        // In a test, noise is there only where taking it away is the task.
        if (options.Noise > 0 && (learning || options.Task == TrainingTask.Denoise))
        {
            var deviation = (float)options.Noise;
            foreach (ref var pixel in pixels)
                pixel += deviation * (float)random.Next();
        }
        Normalize(pixels);
        return label;
    }

    private void Normalize(Span<float> pixels)
    {
        if (options.Normalization is not var (means, deviations))
            return;
        var plane = shape.Height * shape.Width;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var (mean, scale) = (means[channel % means.Length], 1 / deviations[channel % deviations.Length]);
            foreach (ref var pixel in pixels.Slice(channel * plane, plane))
                pixel = (pixel - mean) * scale;
        }
    }

    private void Mirror(Span<float> pixels)
    {
        for (var row = 0; row < pixels.Length; row += shape.Width)
            pixels.Slice(row, shape.Width).Reverse();
    }

    /// <summary>Moves a picture down and to the right; what comes in from outside repeats the border.</summary>
    private void Shift(Span<float> pixels, int down, int right)
    {
        if (down == 0 && right == 0)
            return;
        var (height, width) = (shape.Height, shape.Width);
        float[] before = [.. pixels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (line, x) = Math.DivRem(i, width);
            var (channel, y) = Math.DivRem(line, height);
            pixels[i] = before[(channel * height + Math.Clamp(y - down, 0, height - 1)) * width + Math.Clamp(x - right, 0, width - 1)];
        }
    }

    /// <summary>Turns a square picture counterclockwise by quarter turns.</summary>
    private void Turn(Span<float> pixels, int quarters)
    {
        if (quarters == 0)
            return;
        var side = shape.Width;
        float[] before = [.. pixels];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (line, x) = Math.DivRem(i, side);
            var (channel, y) = Math.DivRem(line, side);
            var (fromY, fromX) = quarters switch { 1 => (x, side - 1 - y), 2 => (side - 1 - y, side - 1 - x), _ => (side - 1 - x, y) };
            pixels[i] = before[(channel * side + fromY) * side + fromX];
        }
    }
}

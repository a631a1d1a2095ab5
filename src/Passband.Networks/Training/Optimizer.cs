using System.Numerics;

namespace Passband.Networks.Training;

/// <summary>
/// Moves weights along their gradients, in one pass over plain arrays. What it remembers is plain arrays, too: they are all that a training has to save. Weight decay is decoupled from the
/// gradient (Loshchilov and Hutter 2019).
/// </summary>
internal abstract class Optimizer
{
    private const float DecayOfMean = 0.9f;
    private const float DecayOfSquare = 0.999f;
    private const float Epsilon = 1e-8f;

    /// <summary>What it remembers: for each kind a name and, for each weight, an array as long as the weight.</summary>
    public abstract IReadOnlyList<(string Name, float[][] Arrays)> Memory { get; }

    /// <summary>The optimizer that options ask for, remembering nothing yet.</summary>
    /// <param name="options">Its kind and numbers.</param>
    /// <param name="lengths">The number of elements of each weight.</param>
    public static Optimizer Of(TrainingOptions options, IReadOnlyList<int> lengths) =>
        options.Optimizer == OptimizerKind.Sgd ? new Momentum((float)options.Momentum, lengths) : new Adam(lengths);

    /// <summary>Moves one weight.</summary>
    /// <param name="index">Which.</param>
    /// <param name="weight">Its values.</param>
    /// <param name="gradient">The gradient of the loss; as many values.</param>
    /// <param name="step">The number of the step, from 0.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="decay">The share of the weight that is taken away, before the learning rate.</param>
    public abstract void Move(int index, Span<float> weight, ReadOnlySpan<float> gradient, int step, double rate, double decay);

    private static float[][] Arrays(IReadOnlyList<int> lengths) => [.. lengths.Select(n => new float[n])];

    /// <summary>Gradient descent with momentum, as PyTorch defines it: d ← momentum·d + g; w ← w − rate·d.</summary>
    private sealed class Momentum(float momentum, IReadOnlyList<int> lengths) : Optimizer
    {
        private readonly float[][] _directions = Arrays(lengths);

        public override IReadOnlyList<(string Name, float[][] Arrays)> Memory => [("direction", _directions)];

        public override void Move(int index, Span<float> weight, ReadOnlySpan<float> gradient, int step, double rate, double decay)
        {
            var direction = _directions[index].AsSpan();
            var (kept, by) = ((float)(1 - rate * decay), (float)rate);
            var i = 0;
            for (var (k, b, m) = (new Vector<float>(kept), new Vector<float>(by), new Vector<float>(momentum)); i <= weight.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var d = m * new Vector<float>(direction[i..]) + new Vector<float>(gradient[i..]);
                d.CopyTo(direction[i..]);
                (k * new Vector<float>(weight[i..]) - b * d).CopyTo(weight[i..]);
            }
            for (; i < weight.Length; i++)
            {
                direction[i] = momentum * direction[i] + gradient[i];
                weight[i] = kept * weight[i] - by * direction[i];
            }
        }
    }

    /// <summary>
    /// Adam (Kingma and Ba 2015): running means of the gradient and of its square, both corrected for having begun at zero; w ← w − rate·m̂ / (√v̂ + ε).
    /// </summary>
    private sealed class Adam(IReadOnlyList<int> lengths) : Optimizer
    {
        private readonly float[][] _means = Arrays(lengths);
        private readonly float[][] _squares = Arrays(lengths);

        public override IReadOnlyList<(string Name, float[][] Arrays)> Memory => [("mean", _means), ("square", _squares)];

        public override void Move(int index, Span<float> weight, ReadOnlySpan<float> gradient, int step, double rate, double decay)
        {
            var mean = _means[index].AsSpan();
            var square = _squares[index].AsSpan();
            var kept = (float)(1 - rate * decay);
            var by = (float)(rate / (1 - Math.Pow(DecayOfMean, step + 1.0)));
            var scale = (float)(1 / Math.Sqrt(1 - Math.Pow(DecayOfSquare, step + 1.0)));
            var (newMean, newSquare) = (1 - DecayOfMean, 1 - DecayOfSquare);
            var i = 0;
            for (; i <= weight.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var g = new Vector<float>(gradient[i..]);
                var m = DecayOfMean * new Vector<float>(mean[i..]) + newMean * g;
                var v = DecayOfSquare * new Vector<float>(square[i..]) + newSquare * (g * g);
                m.CopyTo(mean[i..]);
                v.CopyTo(square[i..]);
                (kept * new Vector<float>(weight[i..]) - by * m / (scale * Vector.SquareRoot(v) + new Vector<float>(Epsilon))).CopyTo(weight[i..]);
            }
            for (; i < weight.Length; i++)
            {
                var g = gradient[i];
                mean[i] = DecayOfMean * mean[i] + newMean * g;
                square[i] = DecayOfSquare * square[i] + newSquare * (g * g);
                weight[i] = kept * weight[i] - by * mean[i] / (scale * MathF.Sqrt(square[i]) + Epsilon);
            }
        }
    }
}

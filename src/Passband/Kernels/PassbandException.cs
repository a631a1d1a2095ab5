namespace Passband.Kernels;

/// <summary>The closed set of things that can go wrong with a user's input; each has an exit code of its own in the tool.</summary>
public enum ErrorKind
{
    /// <summary>A file is missing or cannot be read. Exit code 3.</summary>
    Unreadable,

    /// <summary>The format is unknown, unsupported or the content corrupt. Exit code 4.</summary>
    Format,

    /// <summary>The request does not fit the model (no such layer, filter, …). Exit code 2.</summary>
    Request,

    /// <summary>An optional part is not installed. Exit code 5.</summary>
    PartMissing,
}

/// <summary>Bad input, worded for the person who gave it: what was found, where, what was expected, what to do.</summary>
public sealed class PassbandException : Exception
{
    /// <summary>Creates the error from its four parts; the message joins them.</summary>
    /// <param name="kind">What kind of error it is.</param>
    /// <param name="where">File → tensor → layer, as far as known. Control characters in it are replaced.</param>
    /// <param name="found">What was found.</param>
    /// <param name="expected">What was expected; null where it goes without saying.</param>
    /// <param name="remedy">What the reader can do; null where nothing can be done.</param>
    /// <param name="inner">The cause, for debugging.</param>
    public PassbandException(ErrorKind kind, string where, string found, string? expected = null, string? remedy = null, Exception? inner = null)
        : base(Join(where, found, expected, remedy), inner)
    {
        Kind = kind;
    }

    /// <summary>What kind of error it is.</summary>
    public ErrorKind Kind { get; }

    private static string Join(string where, string found, string? expected, string? remedy)
    {
        var text = $"{where}: {found}";
        if (expected is not null)
            text += $"; expected {expected}";
        text += ".";
        if (remedy is not null)
            text += $" {remedy}";
        return Printable.Line(text);
    }
}

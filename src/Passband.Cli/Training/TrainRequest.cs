namespace Passband.Cli.Training;

/// <summary>What was asked for beside the settings of the training.</summary>
internal sealed record TrainRequest
{
    /// <summary>The run to go on with; null for a new one.</summary>
    public string? Resume { get; init; }

    /// <summary>The folder of a new one.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether a run that is there may be replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Whether to keep a page up to date.</summary>
    public bool Page { get; init; }

    /// <summary>Whether to show nothing while training.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether to print a document instead of text.</summary>
    public bool Json { get; init; }
}

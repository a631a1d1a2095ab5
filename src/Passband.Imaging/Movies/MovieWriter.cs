namespace Passband.Imaging.Movies;

/// <summary>Takes the pictures of a movie one after another and writes a file that plays them.</summary>
internal interface IMovieWriter
{
    /// <summary>Adds a picture; one that is equal to the picture before prolongs it.</summary>
    /// <param name="rgba">Red, green, blue and opacity of every pixel, row by row; opacity is taken as full.</param>
    /// <param name="duration">How long the picture is shown.</param>
    void Add(ReadOnlySpan<byte> rgba, TimeSpan duration);

    /// <summary>Writes what is still to be written; nothing can be added afterwards.</summary>
    void Finish();
}

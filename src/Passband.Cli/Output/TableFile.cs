using System.Collections.Immutable;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace Passband.Cli.Output;

/// <summary>A column of a table that programs read, CSV or Parquet.</summary>
/// <typeparam name="T">What a row is made from.</typeparam>
internal sealed class FileColumn<T>
{
    private FileColumn(string name, Func<T, string?>? text, Func<T, long?>? whole, Func<T, double?>? real, Func<T, bool?>? flag) =>
        (Name, AsText, AsWhole, AsReal, AsFlag) = (name, text, whole, real, flag);

    public string Name { get; }

    public Func<T, string?>? AsText { get; }

    public Func<T, long?>? AsWhole { get; }

    public Func<T, double?>? AsReal { get; }

    public Func<T, bool?>? AsFlag { get; }

    public static FileColumn<T> Text(string name, Func<T, string?> value) => new(name, value, null, null, null);

    public static FileColumn<T> Whole(string name, Func<T, long?> value) => new(name, null, value, null, null);

    public static FileColumn<T> Real(string name, Func<T, double?> value) => new(name, null, null, value, null);

    public static FileColumn<T> Flag(string name, Func<T, bool?> value) => new(name, null, null, null, value);
}

/// <summary>Writes one table as CSV and as Parquet, with the same columns in the same order.</summary>
internal static class TableFile
{
    /// <summary>Comma-separated values, UTF-8 without a mark, numbers with six significant digits.</summary>
    public static void WriteCsv<T>(ImmutableArray<FileColumn<T>> columns, IReadOnlyCollection<T> rows, Stream stream)
    {
        using var output = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var csv = new CsvWriter(output);
        foreach (var column in columns)
            csv.Text(column.Name);
        csv.EndRow();
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                if (column.AsText is { } text)
                    csv.Text(text(row));
                else if (column.AsWhole is { } whole)
                    csv.Whole(whole(row));
                else if (column.AsReal is { } real)
                    csv.Number(real(row));
                else
                    csv.Flag(column.AsFlag!(row));
            }
            csv.EndRow();
        }
    }

    /// <summary>Parquet with one row group; every column may have nulls, and numbers have all their digits.</summary>
    public static void WriteParquet<T>(ImmutableArray<FileColumn<T>> columns, IReadOnlyCollection<T> rows, Stream stream)
    {
        var fields = columns.Select(c => new DataField(c.Name, Type(c), isNullable: true)).ToArray();
        // The library writes to a stream of its own; all its work is in memory, so that nothing is waited for.
        using var memory = new MemoryStream();
        WriteAsync().AsTask().GetAwaiter().GetResult();
        memory.Position = 0;
        memory.CopyTo(stream);

        async ValueTask WriteAsync()
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), memory).ConfigureAwait(false);
            using var group = writer.CreateRowGroup();
            for (var i = 0; i < fields.Length; i++)
            {
                var column = columns[i];
                if (column.AsText is { } text)
                    await group.WriteAsync(fields[i], rows.Select(text).ToArray()!).ConfigureAwait(false);
                else if (column.AsWhole is { } whole)
                    await group.WriteAsync<long>(fields[i], rows.Select(whole).ToArray()).ConfigureAwait(false);
                else if (column.AsReal is { } real)
                    await group.WriteAsync<double>(fields[i], rows.Select(real).ToArray()).ConfigureAwait(false);
                else
                    await group.WriteAsync<bool>(fields[i], rows.Select(column.AsFlag!).ToArray()).ConfigureAwait(false);
            }
            group.CompleteValidate();
        }
    }

    private static Type Type<T>(FileColumn<T> column) =>
        column.AsText is not null ? typeof(string) : column.AsWhole is not null ? typeof(long) : column.AsReal is not null ? typeof(double) : typeof(bool);
}

using System.Collections.Immutable;

namespace Passband.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its header with the unit.</param>
/// <param name="Right">Whether it holds numbers, which are set to the right.</param>
/// <param name="Wraps">Whether its text may be broken over lines.</param>
/// <param name="Narrow">The header where room is scarce, which may have several lines; null for the same.</param>
/// <param name="Expendable">Whether it is left out where the table would not fit otherwise.</param>
internal sealed record TableColumn(string Header, bool Right = false, bool Wraps = false, string? Narrow = null, bool Expendable = false);

/// <summary>A table, before it is decided where it is shown.</summary>
internal sealed record TableData(ImmutableArray<TableColumn> Columns, ImmutableArray<ImmutableArray<string>> Rows);

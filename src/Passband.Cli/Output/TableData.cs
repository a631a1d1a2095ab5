using System.Collections.Immutable;

namespace Passband.Cli.Output;

/// <summary>A column: its header with the unit, and whether it holds numbers (set to the right) or a text that may be broken over lines.</summary>
internal sealed record TableColumn(string Header, bool Right = false, bool Wraps = false);

/// <summary>A table, before it is decided where it is shown.</summary>
internal sealed record TableData(ImmutableArray<TableColumn> Columns, ImmutableArray<ImmutableArray<string>> Rows);

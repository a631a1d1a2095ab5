// Compiled twice: by the build, as the task that LibTorch.targets calls (C# 7.3 against .NET Standard 2.0), and by the tests, which leave the task out.
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

/// <summary>
/// Marks a symbol version that a shared library (ELF, 64-bit, little-endian) asks for as weak, so that a C++ runtime without it loads the library nevertheless.
/// That is safe where the version belongs to nothing but symbols that may be left unresolved, which is checked.
/// </summary>
internal static class WeakSymbolVersion
{
    private const uint DynamicSymbols = 11;
    private const uint VersionNeeds = 0x6ffffffe;
    private const uint SymbolVersions = 0x6fffffff;
    private const ushort Weak = 2;

    /// <summary>Changes the bytes of a library.</summary>
    /// <param name="elf">The library.</param>
    /// <param name="version">The version to mark, e.g. "GLIBCXX_3.4.32".</param>
    /// <param name="unresolved">The symbols of that version that need not be there.</param>
    /// <returns>Whether the library asks for that version.</returns>
    /// <exception cref="InvalidDataException">It is not such a library, is damaged, or other symbols carry that version, too.</exception>
    public static bool Mark(byte[] elf, string version, params string[] unresolved)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        try
        {
            var sections = Sections(elf);
            var needs = sections.Find(s => s.Type == VersionNeeds);
            if (needs == null)
                return false;
            var marked = false;
            foreach (var entry in Entries(elf, needs, sections[(int)needs.Link]))
            {
                if (entry.Name != version)
                    continue;
                foreach (var symbol in SymbolsOf(elf, sections, entry.Index))
                {
                    if (Array.IndexOf(unresolved, symbol) < 0)
                        throw new InvalidDataException("the symbol " + symbol + " carries the version " + version + ", too");
                }
                var flags = BitConverter.ToUInt16(elf, entry.FlagsAt);
                BitConverter.GetBytes((ushort)(flags | Weak)).CopyTo(elf, entry.FlagsAt);
                marked = true;
            }
            return marked;
        }
        catch (Exception e) when (e is ArgumentException || e is IndexOutOfRangeException || e is OverflowException)
        {
            throw new InvalidDataException("a table lies outside the file", e);
        }
    }

    private sealed class Section
    {
        public uint Type;
        public uint Link;
        public int Offset;
        public int Size;
    }

    private struct Entry
    {
        public string Name;
        public int Index;
        public int FlagsAt;
    }

    private static List<Section> Sections(byte[] elf)
    {
        var table = checked((int)BitConverter.ToUInt64(elf, 0x28));
        var size = BitConverter.ToUInt16(elf, 0x3a);
        var count = BitConverter.ToUInt16(elf, 0x3c);
        var sections = new List<Section>();
        for (var i = 0; i < count; i++)
        {
            var at = checked(table + i * size);
            sections.Add(new Section
            {
                Type = BitConverter.ToUInt32(elf, at + 4),
                Link = BitConverter.ToUInt32(elf, at + 0x28),
                Offset = checked((int)BitConverter.ToUInt64(elf, at + 0x18)),
                Size = checked((int)BitConverter.ToUInt64(elf, at + 0x20)),
            });
        }
        return sections;
    }

    /// <summary>The versions asked for: lists of lists, one for each library that they are asked of (System V ABI, Linux Standard Base: symbol versioning).</summary>
    private static IEnumerable<Entry> Entries(byte[] elf, Section needs, Section strings)
    {
        for (int file = needs.Offset, next; ; file = checked(file + next))
        {
            int count = BitConverter.ToUInt16(elf, file + 2);
            var entry = checked(file + (int)BitConverter.ToUInt32(elf, file + 8));
            for (var i = 0; i < count; i++)
            {
                yield return new Entry
                {
                    Name = Text(elf, checked(strings.Offset + (int)BitConverter.ToUInt32(elf, entry + 8))),
                    Index = BitConverter.ToUInt16(elf, entry + 6),
                    FlagsAt = entry + 4,
                };
                entry = checked(entry + (int)BitConverter.ToUInt32(elf, entry + 12));
            }
            next = checked((int)BitConverter.ToUInt32(elf, file + 12));
            if (next == 0)
                yield break;
        }
    }

    private static IEnumerable<string> SymbolsOf(byte[] elf, List<Section> sections, int version)
    {
        const int SymbolSize = 24;
        var symbols = sections.Find(s => s.Type == DynamicSymbols);
        var versions = sections.Find(s => s.Type == SymbolVersions);
        if (symbols == null || versions == null)
            yield break;
        var strings = sections[(int)symbols.Link];
        for (var i = 0; i < symbols.Size / SymbolSize; i++)
        {
            if ((BitConverter.ToUInt16(elf, versions.Offset + 2 * i) & 0x7fff) == version)
                yield return Text(elf, checked(strings.Offset + (int)BitConverter.ToUInt32(elf, symbols.Offset + i * SymbolSize)));
        }
    }

    private static string Text(byte[] elf, int at)
    {
        var end = Array.IndexOf(elf, (byte)0, at);
        return Encoding.ASCII.GetString(elf, at, end - at);
    }
}

#if !WITHOUT_TASK
/// <summary>Writes the copy of a library with a version marked.</summary>
public sealed class MarkSymbolVersionWeak : Microsoft.Build.Utilities.Task
{
    /// <summary>The library as it came.</summary>
    [Microsoft.Build.Framework.Required]
    public string Source { get; set; }

    /// <summary>The copy to write.</summary>
    [Microsoft.Build.Framework.Required]
    public string Destination { get; set; }

    /// <summary>The version to mark.</summary>
    [Microsoft.Build.Framework.Required]
    public string Version { get; set; }

    /// <summary>The symbols of that version that need not be there.</summary>
    [Microsoft.Build.Framework.Required]
    public string[] Unresolved { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            var bytes = File.ReadAllBytes(Source);
            WeakSymbolVersion.Mark(bytes, Version, Unresolved);
            Directory.CreateDirectory(Path.GetDirectoryName(Destination));
            // Never into a file that is there: it may be loaded, or be a link to the one in the package.
            var temporary = Destination + ".new";
            File.WriteAllBytes(temporary, bytes);
            File.Delete(Destination);
            File.Move(temporary, Destination);
            return true;
        }
        catch (Exception e) when (e is IOException || e is UnauthorizedAccessException || e is InvalidDataException)
        {
            Log.LogError("The symbol version {0} of {1} was not marked weak: {2}", Version, Source, e.Message);
            return false;
        }
    }
}
#endif

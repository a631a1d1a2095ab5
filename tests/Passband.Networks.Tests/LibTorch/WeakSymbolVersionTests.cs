using System.Text;
using TorchSharp;

namespace Passband.Networks.Tests.LibTorch;

public class WeakSymbolVersionTests
{
    private const string Version = "GLIBCXX_3.4.32";
    private const string Symbol = "_ZSt21ios_base_library_initv";

    [Fact]
    public void The_library_that_the_build_left_here_loads_and_computes()
    {
        using var x = torch.ones(2, 3);
        using var sum = x.sum();

        Assert.Equal(6, sum.item<float>());
    }

    [Fact]
    public void The_binding_beside_the_tests_asks_for_the_version_weakly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has symbol versions.");
        var binding = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));
        var again = (byte[])binding.Clone();

        Assert.True(WeakSymbolVersion.Mark(again, Version, Symbol));
        Assert.Equal(binding, again);
    }

    [Fact]
    public void One_flag_changes_and_nothing_else()
    {
        var library = SmallLibrary([("other", 3), (Symbol, 2)]);
        var marked = (byte[])library.Clone();

        Assert.True(WeakSymbolVersion.Mark(marked, Version, Symbol));

        Assert.Equal([SmallLibraryFlags], Enumerable.Range(0, library.Length).Where(i => library[i] != marked[i]));
        Assert.Equal(2, marked[SmallLibraryFlags]);
    }

    [Fact]
    public void A_library_that_does_not_ask_for_the_version_stays_as_it_is()
    {
        var library = SmallLibrary([(Symbol, 2)]);
        var marked = (byte[])library.Clone();

        Assert.False(WeakSymbolVersion.Mark(marked, "GLIBCXX_3.4.99", Symbol));

        Assert.Equal(library, marked);
    }

    [Fact]
    public void A_version_that_another_symbol_needs_is_not_marked()
    {
        var error = Assert.Throws<InvalidDataException>(() => WeakSymbolVersion.Mark(SmallLibrary([(Symbol, 2), ("needed", 2)]), Version, Symbol));

        Assert.Contains("needed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_library_or_is_cut_off_is_refused_with_an_error_of_its_own()
    {
        Assert.Throws<InvalidDataException>(() => WeakSymbolVersion.Mark("#!/bin/sh"u8.ToArray(), Version, Symbol));
        var library = SmallLibrary([(Symbol, 2)]);
        for (var length = 0; length < library.Length; length++)
        {
            try
            {
                WeakSymbolVersion.Mark(library[..length], Version, Symbol);
            }
            catch (InvalidDataException)
            {
                // The one exception that may come.
            }
        }
    }

    /// <summary>Where the flags of the version lie in <see cref="SmallLibrary"/>: behind header (64), sections (4·64), versions' file entry (16) and its hash (4).</summary>
    private const int SmallLibraryFlags = 64 + 4 * 64 + 16 + 4;

    /// <summary>An ELF file of nothing but what symbol versions need: strings, one version (index 2) asked of one library, symbols and their versions.</summary>
    private static byte[] SmallLibrary((string Name, ushort Version)[] symbols)
    {
        var strings = new StringBuilder("\0").Append(Version).Append('\0');
        var names = symbols.Select(s =>
        {
            var at = strings.Length;
            strings.Append(s.Name).Append('\0');
            return at;
        }).ToArray();
        var needs = new byte[32];
        Put(needs, 0, (ushort)1, (ushort)1);
        Put(needs, 8, 16u);
        Put(needs, 22, (ushort)2);
        Put(needs, 24, 1u);
        var table = new byte[24 * symbols.Length];
        var versions = new byte[2 * symbols.Length];
        for (var i = 0; i < symbols.Length; i++)
        {
            Put(table, 24 * i, (uint)names[i]);
            Put(versions, 2 * i, symbols[i].Version);
        }
        (uint Type, byte[] Content, uint Link)[] sections =
            [(0x6ffffffe, needs, 1), (3, Encoding.ASCII.GetBytes(strings.ToString()), 0), (11, table, 1), (0x6fffffff, versions, 2)];
        var file = new List<byte>([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, .. new byte[58]]);
        var header = file.ToArray();
        Put(header, 0x28, 64UL);
        Put(header, 0x3a, (ushort)64, (ushort)sections.Length);
        file = [.. header];
        var offset = 64 + 64 * sections.Length;
        foreach (var (type, content, link) in sections)
        {
            var section = new byte[64];
            Put(section, 4, type);
            Put(section, 0x18, (ulong)offset, (ulong)content.Length);
            Put(section, 0x28, link);
            file.AddRange(section);
            offset += content.Length;
        }
        foreach (var (_, content, _) in sections)
            file.AddRange(content);
        return [.. file];
    }

    private static void Put(byte[] target, int at, params ushort[] values) => values.SelectMany(BitConverter.GetBytes).ToArray().CopyTo(target, at);

    private static void Put(byte[] target, int at, params uint[] values) => values.SelectMany(BitConverter.GetBytes).ToArray().CopyTo(target, at);

    private static void Put(byte[] target, int at, params ulong[] values) => values.SelectMany(BitConverter.GetBytes).ToArray().CopyTo(target, at);
}

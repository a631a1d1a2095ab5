using System.Text;
using Passband.Cli.Hosting;

namespace Passband.Cli.Terminal.Graphics;

/// <summary>
/// Asks the terminal what it is. Every question ends with the primary device attributes, which practically every terminal answers, so that none has to be
/// waited for in vain; a terminal that answers nothing is waited for shortly, and what it says late is swallowed when the dialog ends.
/// </summary>
internal sealed class TerminalDialog(ToolHost host) : IDisposable
{
    /// <summary>The size of its character cells and the color of its background.</summary>
    public const string HowItLooks = "\e[16t\e]11;?\e\\";

    /// <summary>Whether it could read a kitty picture of one pixel, which is not shown. Some terminals that do not know such commands print them.</summary>
    public const string WhetherKitty = "\e_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\e\\";

    /// <summary>Registers for the colors of sixel pictures, and their largest size. To terminals without sixels this may mean to scroll.</summary>
    public const string WhichSixels = "\e[?1;1;0S\e[?2;1;0S";

    /// <summary>The primary device attributes.</summary>
    public const string Attributes = "\e[c";

    /// <summary>A round trip to the other side of the world takes less.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>After this time a late answer is not expected any more.</summary>
    private static readonly TimeSpan Oblivion = TimeSpan.FromSeconds(1);

    /// <summary>A terminal that sends more is not answering.</summary>
    private const int MostBytes = 4096;

    private ITerminalInput? _input;
    private long _asked;
    private string _received = "";
    private bool _silent;

    /// <summary>Pixels of a character cell as the system knows it; null where it does not, and before the first question.</summary>
    public CellSize? Cell => _input?.Cell;

    /// <summary>Asks; null where nothing can be asked or the terminal does not answer. It is asked no second time after that.</summary>
    /// <exception cref="OperationCanceledException">The user did not want to wait.</exception>
    public TerminalAnswer? Ask(string question)
    {
        if (_silent)
            return null;
        _input ??= host.OpenTerminal();
        if (_input is null)
            return null;
        _received = "";
        _asked = host.Clock.GetTimestamp();
        host.Text.Write(question + Attributes);
        host.Text.Flush();
        var answer = Listen(Patience);
        _silent = answer is null;
        host.Cancellation.ThrowIfCancellationRequested();
        return answer;
    }

    /// <summary>Gives the terminal back.</summary>
    public void Dispose()
    {
        if (_input is null)
            return;
        try
        {
            if (_silent)
                Listen(Oblivion);
        }
        finally
        {
            _input.Dispose();
        }
    }

    private TerminalAnswer? Listen(TimeSpan until)
    {
        var buffer = new byte[256];
        while (_received.Length < MostBytes && host.Clock.GetElapsedTime(_asked) < until && !host.Cancellation.IsCancellationRequested)
        {
            _received += Encoding.Latin1.GetString(buffer, 0, _input!.Read(buffer));
            if (TerminalAnswer.Parse(_received) is { Attributes: not null } answer)
                return answer;
        }
        return null;
    }
}

namespace Passband.Report.Tests;

/// <summary>What was found wrong, told whole: an assertion on a collection would cut it short.</summary>
internal static class Problems
{
    public static void None(IEnumerable<string> problems)
    {
        var text = string.Join('\n', problems);
        if (text.Length > 0)
            Assert.Fail(text);
    }
}

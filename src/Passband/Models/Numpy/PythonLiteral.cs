using System.Globalization;

namespace Passband.Models.Numpy;

/// <summary>
/// Reads the one kind of Python expression that an .npy header holds: a dictionary from strings to a string, a truth value or a tuple of integers. A list, which
/// stands for a structured type, is recognized and passed over.
/// </summary>
internal sealed class PythonLiteral(string text, string where)
{
    /// <summary>More than numpy's own limit of 64 dimensions.</summary>
    private const int MaxItems = 64;

    private int _place;

    /// <summary>The dictionary; its values are string, bool, a list of long for a tuple, or an object of no meaning for anything structured.</summary>
    public Dictionary<string, object> Dictionary()
    {
        var dictionary = new Dictionary<string, object>();
        Expect('{');
        while (Peek() != '}')
        {
            var key = Text();
            Expect(':');
            if (!dictionary.TryAdd(key, Value()))
                throw Malformed();
            if (Peek() != '}')
                Expect(',');
        }
        Expect('}');
        return Peek() == '\0' ? dictionary : throw Malformed();
    }

    private object Value()
    {
        switch (Peek())
        {
            case '\'' or '"':
                return Text();
            case '(':
                return Tuple();
            case '[':
                SkipList();
                return new object();
            default:
                return Word() switch { "True" => true, "False" => false, _ => throw Malformed() };
        }
    }

    private List<long> Tuple()
    {
        var items = new List<long>();
        Expect('(');
        while (Peek() != ')')
        {
            // Python 2 wrote long integers with an L behind them.
            if (items.Count == MaxItems || !long.TryParse(Word().TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var item))
                throw Malformed();
            items.Add(item);
            if (Peek() != ')')
                Expect(',');
        }
        Expect(')');
        return items;
    }

    private void SkipList()
    {
        var depth = 0;
        do
        {
            switch (Peek())
            {
                case '\0':
                    throw Malformed();
                case '\'' or '"':
                    Text();
                    continue;
                case '[':
                    depth++;
                    break;
                case ']':
                    depth--;
                    break;
            }
            _place++;
        }
        while (depth > 0);
    }

    private string Text()
    {
        var quote = Peek();
        if (quote is not ('\'' or '"'))
            throw Malformed();
        var end = text.IndexOf(quote, _place + 1);
        if (end < 0)
            throw Malformed();
        var content = text[(_place + 1)..end];
        _place = end + 1;
        return content;
    }

    private string Word()
    {
        Peek();
        var start = _place;
        while (_place < text.Length && char.IsAsciiLetterOrDigit(text[_place]))
            _place++;
        return text[start.._place];
    }

    /// <summary>The next character that is no white space, or NUL at the end.</summary>
    private char Peek()
    {
        while (_place < text.Length && char.IsWhiteSpace(text[_place]))
            _place++;
        return _place < text.Length ? text[_place] : '\0';
    }

    private void Expect(char c)
    {
        if (Peek() != c)
            throw Malformed();
        _place++;
    }

    private Kernels.PassbandException Malformed() => NpyHeader.Broken(where, "a malformed header", "a dictionary with descr, fortran_order and shape");
}

using System.Text;
using System.Text.Json;

namespace Rsg.Data;

/// <summary>Reads the tokens of a JSON file of any length through a small buffer.</summary>
internal sealed class JsonTokens : IDisposable
{
    private const int LongestToken = 1 << 20;

    private readonly string path;
    private readonly FileStream file;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int length;
    private bool atEnd;
    private JsonReaderState state;
    private int tokenStart;

    public JsonTokens(string path)
    {
        this.path = path;
        file = File.OpenRead(path);
        Fill();
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        start = buffer.AsSpan(0, length).StartsWith(mark) ? mark.Length : 0;
    }

    /// <summary>What the current token is.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>Goes on to the next token.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON, or ends within a value.</exception>
    public void Read()
    {
        if (!TryRead())
        {
            throw new InvalidDataException($"'{path}' ends too early.");
        }
    }

    /// <summary>Goes on to the next token, which must be of a kind.</summary>
    /// <exception cref="InvalidDataException">It is another.</exception>
    public void Expect(JsonTokenType type, string what)
    {
        Read();
        if (Type != type)
        {
            throw new InvalidDataException($"'{path}': {what} was expected; {Type} was found.");
        }
    }

    /// <summary>Requires that nothing comes any more.</summary>
    /// <exception cref="InvalidDataException">Something comes.</exception>
    public void ExpectEnd()
    {
        if (TryRead())
        {
            throw new InvalidDataException($"'{path}' goes on after its end.");
        }
    }

    /// <summary>Goes on to the next property of an object, or to its end.</summary>
    /// <returns>The name; <see langword="null"/> at the end.</returns>
    public string? ReadName()
    {
        Read();
        return Type == JsonTokenType.PropertyName ? Text : null;
    }

    /// <summary>Goes on to the next value and passes over the whole of it.</summary>
    public void SkipValue()
    {
        Read();
        SkipRest();
    }

    /// <summary>Passes over the rest of an object or array that has just begun.</summary>
    public void SkipRest()
    {
        int depth = 0;
        while (true)
        {
            depth += Type is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1
                : Type is JsonTokenType.EndObject or JsonTokenType.EndArray ? -1
                : 0;
            if (depth == 0)
            {
                return;
            }

            Read();
        }
    }

    /// <summary>Goes on to the next value, whatever it is.</summary>
    /// <returns>It as a whole number; <see langword="null"/> if it is something else.</returns>
    public long? ReadNumber()
    {
        Read();
        long? number = null;
        if (Type == JsonTokenType.Number)
        {
            Utf8JsonReader token = Token;
            number = token.TryGetInt64(out long value) ? value : null;
        }

        SkipRest();
        return number;
    }

    /// <summary>Goes on to the next value, whatever it is.</summary>
    /// <returns>It as text; <see langword="null"/> if it is something else.</returns>
    public string? ReadText()
    {
        Read();
        string? text = Type == JsonTokenType.String ? Text : null;
        SkipRest();
        return text;
    }

    public void Dispose() => file.Dispose();

    private string? Text
    {
        get
        {
            try
            {
                return Token.GetString();
            }
            catch (InvalidOperationException error)
            {
                throw new InvalidDataException($"'{path}' has a text that is no valid Unicode.", error);
            }
        }
    }

    /// <summary>The current token by itself.</summary>
    private Utf8JsonReader Token
    {
        get
        {
            int end = Type == JsonTokenType.PropertyName ? buffer.AsSpan(tokenStart, start - tokenStart).LastIndexOf((byte)'"') + 1 : start - tokenStart;
            var reader = new Utf8JsonReader(buffer.AsSpan(tokenStart, end));
            reader.Read();
            return reader;
        }
    }

    private bool TryRead()
    {
        try
        {
            while (true)
            {
                var reader = new Utf8JsonReader(buffer.AsSpan(start, length - start), atEnd, state);
                bool any = reader.Read();
                state = reader.CurrentState;
                tokenStart = start + (int)reader.TokenStartIndex;
                start += (int)reader.BytesConsumed;
                Type = reader.TokenType;
                if (any || atEnd)
                {
                    return any;
                }

                Fill();
            }
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                $"'{path}', line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} of the line: this is no valid JSON. {error.Message}", error);
        }
    }

    /// <summary>Moves what is left to the front and reads more behind it.</summary>
    private void Fill()
    {
        buffer.AsSpan(start, length - start).CopyTo(buffer);
        length -= start;
        start = 0;
        if (length == buffer.Length)
        {
            if (length >= LongestToken)
            {
                throw new InvalidDataException($"'{path}' has a value of more than {LongestToken} bytes; this is no list of images.");
            }

            Array.Resize(ref buffer, 2 * length);
        }

        int more = file.Read(buffer, length, buffer.Length - length);
        atEnd = more == 0;
        length += more;
    }
}

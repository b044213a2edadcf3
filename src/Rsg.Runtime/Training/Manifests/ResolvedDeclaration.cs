using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;

namespace Rsg.Training;

/// <summary>What was declared of a model, with every default filled in, as lines of key and value. Emitted code makes it.</summary>
public sealed class ResolvedDeclaration
{
    /// <summary>Takes what the generator wrote.</summary>
    /// <param name="model">The full name of the model's class.</param>
    /// <param name="generator">What wrote it, with its version.</param>
    /// <param name="text">Lines of <c>key: value</c>, each key once.</param>
    /// <exception cref="ArgumentException">A line is no key with a value, or a key comes twice.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ResolvedDeclaration(string model, string generator, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        ArgumentException.ThrowIfNullOrEmpty(generator);
        ArgumentNullException.ThrowIfNull(text);
        Model = model;
        Generator = generator;
        Text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        Entries = [.. Text.Split('\n').Where(line => line.Length > 0).Select(Entry)];
        if (Entries.DistinctBy(entry => entry.Key).Count() != Entries.Count)
        {
            throw new ArgumentException("A key of the declaration comes twice.", nameof(text));
        }
    }

    /// <summary>The full name of the model's class.</summary>
    public string Model { get; }

    /// <summary>What wrote it, with its version.</summary>
    public string Generator { get; }

    /// <summary>Lines of <c>key: value</c>, ended by line feeds; the same for the same declaration, however it was written down.</summary>
    public string Text { get; }

    /// <summary>The lines, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Entries { get; }

    /// <summary>SHA-256 of <see cref="Text"/> in UTF-8, in hexadecimal.</summary>
    public string Hash => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    private static KeyValuePair<string, string> Entry(string line) => line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var end
        ? KeyValuePair.Create(line[..end], line[(end + 2)..])
        : throw new ArgumentException($"'{line}' is no key with a value.", nameof(line));
}

using YamlDotNet.Core;

namespace Rsg.Dsl.Declarations.Yaml;

/// <summary>Says in words of our own what the parser stumbled over.</summary>
internal static class SyntaxProblem
{
    /// <summary>A part of what the parser says, and what that means to an author.</summary>
    private static readonly IReadOnlyList<(string Said, string Meaning)> Meanings =
    [
        ("found invalid mapping", "a second ':' stands in one value; indent the key as the keys above it, write a space behind each ':', or put the value in quotes"),
        ("unexpected end of stream", "the quote that begins here is never closed"),
        ("unexpected document indicator", "the quote that begins here is never closed"),
        ("did not find expected key", "a key was expected here, indented as the keys above it and with ': ' behind it"),
        ("did not find expected '-' indicator", "an item was expected here, with '- ' before it as above"),
        ("did not find expected ',' or ']'", "a ',' or a ']' was expected here"),
        ("did not find expected ',' or '}'", "a ',' or a '}' was expected here"),
        ("cannot start any token", "a value cannot begin with this character; put it in quotes"),
        ("unknown escape character", "there is no such escape; write \\\\ for \\, or use single quotes"),
        ("did not find expected node content", "a value was expected here"),
        ("did not find expected <document", "nothing was expected here; a model file is one mapping of keys"),
    ];

    public static string Describe(Exception exception)
    {
        foreach (var (said, meaning) in Meanings)
        {
            if (exception is YamlException && exception.Message.Contains(said))
            {
                return meaning;
            }
        }

        return exception is YamlException ? exception.Message.TrimEnd('.') : "nothing behind this can be read";
    }
}

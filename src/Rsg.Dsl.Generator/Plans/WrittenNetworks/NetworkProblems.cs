using System.Runtime.CompilerServices;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Declarations.Yaml;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>
/// Says what is wrong with a declared network. It knows the places of nodes, which the graph itself does not hold, and says one thing about
/// one place once, however often a block is used.
/// </summary>
internal sealed class NetworkProblems(List<DiagnosticInfo> diagnostics)
{
    private readonly Dictionary<Node, NodePlace> places = new(new SameNode());
    private readonly HashSet<(string Id, SourceSpan Span)> said = [];
    private bool saidTerms;

    /// <summary>How many mistakes were found before any shape is computed; the shape behind such a one is not to be relied on.</summary>
    public int Mistakes { get; private set; }

    public void Add(SourceSpan span, Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, params string[] arguments)
    {
        if (said.Add((descriptor.Id, span)))
        {
            diagnostics.Add(DiagnosticInfo.At(span, descriptor, arguments));
            Mistakes += descriptor == DiagnosticDescriptors.ShapesDoNotFit ? 0 : 1;
        }
    }

    /// <summary>Says that what is known behind a layer has grown too long: once, as the blocks that use it grow too.</summary>
    public void TooManyTerms(SourceSpan span, string written)
    {
        if (!saidTerms)
        {
            saidTerms = true;
            Add(span, DiagnosticDescriptors.BadExpression, written, NumberExpression.TooManyTerms);
        }
    }

    /// <summary>Remembers where a node was written.</summary>
    public void Locate(Node node, NodePlace place) => places[node] = place;

    /// <summary>Says that something does not fit at a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="path">The blocks that it stands in, by their state names.</param>
    /// <param name="problem">What does not fit.</param>
    public void Report(Node node, string path, ShapeException problem)
    {
        var place = places[node];
        var exact = place.Arguments is Value.Map map ? map.Entries.FirstOrDefault(entry => entry.Key == problem.Key) : null;
        var names = new[] { path, place.StateName }.Where(static name => name.Length > 0).ToList();
        Add(
            exact?.Value.Span ?? place.Span,
            DiagnosticDescriptors.ShapesDoNotFit,
            place.Written,
            names.Count == 0 ? "the network's start" : string.Join(".", names),
            problem.Message + place.Hint);
    }

    /// <summary>Says that a value is of another sort than its place takes.</summary>
    public void WrongSort(Value value, string part, string expectation) => WrongSort(value.Span, part, ValueWords.Describe(value), expectation);

    public void WrongSort(SourceSpan span, string part, string found, string expectation)
        => Add(span, DiagnosticDescriptors.ValueSortWrong, part, found, expectation);

    /// <summary>Says of a name that it cannot stand in code and in the names of weights.</summary>
    public void WrongName(SourceSpan span, string part, string name, string besides = "")
        => WrongSort(span, part, $"'{QuotedText.Of(name)}'", $"letters, digits and underscores, starting with a letter{besides}");

    /// <summary>Says of every key that is not known which one was meant.</summary>
    /// <returns>Whether all are known. Otherwise a key that is missing is perhaps only misspelt, which is said already.</returns>
    public bool CheckKeys(IEnumerable<Entry> entries, IReadOnlyList<string> keys, string what)
    {
        var areKnown = true;
        foreach (var entry in entries)
        {
            if (!keys.Contains(entry.Key))
            {
                areKnown = false;
                Add(
                    entry.KeySpan,
                    DiagnosticDescriptors.UnknownKey,
                    what,
                    QuotedText.Of(entry.Written),
                    NearestName.Hint(entry.Key, keys),
                    keys.Count == 0 ? "none" : string.Join(", ", keys));
            }
        }

        return areKnown;
    }

    /// <summary>Equal nodes may stand at different places.</summary>
    private sealed class SameNode : IEqualityComparer<Node>
    {
        public bool Equals(Node? left, Node? right) => ReferenceEquals(left, right);

        public int GetHashCode(Node node) => RuntimeHelpers.GetHashCode(node);
    }
}

/// <summary>Where a node was written.</summary>
/// <param name="Span">Its place.</param>
/// <param name="Written">What its author wrote: <c>conv</c>.</param>
/// <param name="StateName">The name of its state inside the network or block, or of the part that it stands in.</param>
/// <param name="Arguments">What was said of it, where it has keys.</param>
/// <param name="Hint">What helps where it does not fit.</param>
internal sealed record NodePlace(SourceSpan Span, string Written, string StateName, Value? Arguments = null, string Hint = "");

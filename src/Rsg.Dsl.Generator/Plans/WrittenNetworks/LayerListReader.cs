using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>Reads lists of layers: ops, blocks in use, and branches.</summary>
/// <param name="blocks">The blocks that may be used.</param>
/// <param name="scope">The parameters that numbers may name.</param>
/// <param name="problems">Hears of what is wrong.</param>
internal sealed class LayerListReader(BlockTable blocks, IReadOnlyDictionary<string, Dim> scope, NetworkProblems problems)
{
    public const string BranchesName = "branches";

    private static readonly IReadOnlyList<string> BranchesKeys = NetworkFileKeys.Names(NetworkFileKeys.OfBranches);

    private readonly BlockUseReader uses = new(blocks, scope, problems);

    /// <summary>The nodes of a list, with the cursor behind them.</summary>
    /// <param name="value">The list.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="cursor">Where the list starts.</param>
    /// <param name="names">Names for its layers.</param>
    /// <param name="mayBeEmpty">Whether a list without layers means the identity; otherwise it is an error.</param>
    public List<Node> Read(Value value, string what, Cursor cursor, LayerNames names, bool mayBeEmpty = false)
    {
        var nodes = new List<Node>();
        if (value is not Value.List list || (list.Items.Count == 0 && !mayBeEmpty))
        {
            problems.WrongSort(value, what, "a list of layers, such as [conv: { out: 64 }, relu]");
            return nodes;
        }

        foreach (var item in list.Items)
        {
            var before = problems.Mistakes;
            if (ReadItem(item, cursor, names) is { } node)
            {
                nodes.Add(node);
            }

            if (cursor.Flow.Terms > Dim.MostTerms)
            {
                if (problems.Mistakes == before)
                {
                    var (name, span, _) = Head(item)!.Value;
                    problems.TooManyTerms(span, name);
                }

                cursor.LoseFlow();
            }

            if (problems.Mistakes > before)
            {
                cursor.LoseShape();
            }
        }

        return nodes;
    }

    /// <summary>
    /// A stage of blocks only, as one stack under the stage's own name; <c>null</c> where other layers stand among them, or one has a name of
    /// its own.
    /// </summary>
    public BlockStack? ReadStack(Value value, string name, Cursor cursor)
    {
        if (value is not Value.List { Items.Count: > 0 } list || !list.Items.All(item => Head(item) is { } head && blocks.Has(head.Name) && !BlockUseReader.IsNamed(head.Said)))
        {
            return null;
        }

        var stack = new List<BlockUse>();
        var number = 0;
        foreach (var item in list.Items)
        {
            var (block, span, said) = Head(item)!.Value;
            var read = uses.Read(block, span, said, cursor).Uses;
            var node = new BlockStack(name, read.ToEquatableArray(), FirstNumber: number);
            problems.Locate(node, new NodePlace(span, block, name, said));
            cursor.Pass(node, uses.Behind);
            stack.AddRange(read);
            number += read.Sum(static use => use.Repeat.Known ?? 1);
        }

        return new BlockStack(name, stack.ToEquatableArray());
    }

    /// <summary>Whether a value says a single layer, and no list of them.</summary>
    public bool IsLayer(Value value) => Head(value) is { } head && (head.Name == BranchesName || OpCatalogue.Find(head.Name) is not null || blocks.Has(head.Name));

    public Merge ReadMerge(Entry? said, Merge usual)
    {
        if (said is null)
        {
            return usual;
        }

        if (said.Value is Value.Text { Content: var word } && NetworkFileKeys.Merges.Contains(word))
        {
            return (Merge)Enum.Parse(typeof(Merge), word, ignoreCase: true);
        }

        problems.WrongSort(said.Value, "A merge", "add, concat or multiply");
        return usual;
    }

    private static (string Name, SourceSpan Span, Value Said)? Head(Value item) => item switch
    {
        Value.Text text => (text.Content, text.Span, new Value.Nothing(text.Span)),
        Value.Map { Entries.Count: 1 } map => (map.Entries[0].Key, map.Entries[0].KeySpan, map.Entries[0].Value),
        _ => null,
    };

    private Node? ReadItem(Value item, Cursor cursor, LayerNames names)
    {
        if (Head(item) is not { } head)
        {
            problems.WrongSort(item, "A layer", "a name, or a name with what is said of it, such as conv: { out: 64 }");
            return null;
        }

        var (name, span, said) = head;
        if (name == BranchesName)
        {
            return ReadBranches(span, said, cursor, names);
        }

        if (OpCatalogue.Find(name) is { } op)
        {
            return ReadOp(op, span, said, cursor, names);
        }

        if (blocks.Has(name))
        {
            return ReadUse(name, span, said, cursor, names);
        }

        var ops = OpCatalogue.All.Select(static op => op.Name).Append(BranchesName).ToList();
        problems.Add(
            span,
            DiagnosticDescriptors.UnknownLayer,
            QuotedText.Of(name),
            NearestName.Hint(name, ops.Concat(blocks.Names)),
            string.Join(", ", ops),
            blocks.Names.Any() ? "blocks are " + string.Join(", ", blocks.Names) : "the file declares no blocks");
        return null;
    }

    private Layer ReadOp(OpSyntax syntax, SourceSpan span, Value said, Cursor cursor, LayerNames names)
    {
        var before = problems.Mistakes;
        var keys = syntax.Keys.Select(static key => key.Name);
        var arguments = new LayerArguments(
            syntax.Name, span, said, (syntax.StateName.Length > 0 ? keys.Append("name") : keys).ToList(), syntax.TakesLoneValue ? syntax.Keys[0].Name : null, cursor.Flow, scope, problems);
        var op = syntax.Make(arguments);
        var layer = new Layer(syntax.StateName.Length > 0 ? names.Said(arguments.Find("name"), syntax.StateName, problems) : "", op);
        problems.Locate(layer, new NodePlace(span, syntax.Name, layer.Name.Length > 0 ? layer.Name : names.Part, said));
        if (problems.Mistakes > before)
        {
            cursor.LoseShape();
        }

        cursor.Pass(layer, op.Pass(cursor.Flow));
        return layer;
    }

    private Node? ReadUse(string block, SourceSpan span, Value said, Cursor cursor, LayerNames names)
    {
        var (uses, name) = this.uses.Read(block, span, said, cursor);
        if (uses.Count == 0)
        {
            return null;
        }

        var stateName = names.Said(name, block, problems);
        Node node = uses.Count == 1 && uses[0].Repeat.Is(1)
            ? new BlockInstance(stateName, uses[0].Block, uses[0].Arguments)
            : new BlockStack(stateName, uses.ToEquatableArray());
        problems.Locate(node, new NodePlace(span, block, stateName, said));
        cursor.Pass(node, this.uses.Behind);
        return node;
    }

    private Branches? ReadBranches(SourceSpan span, Value said, Cursor cursor, LayerNames names)
    {
        if (said is not Value.Map map)
        {
            problems.WrongSort(said, "What is said of 'branches'", "a mapping with paths and merge");
            return null;
        }

        var areKeysKnown = problems.CheckKeys(map.Entries, BranchesKeys, "'branches'");
        var paths = map.Entries.FirstOrDefault(static entry => entry.Key == "paths")?.Value;
        var merge = ReadMerge(map.Entries.FirstOrDefault(static entry => entry.Key == "merge"), Merge.Concat);
        var named = paths switch
        {
            Value.List list => list.Items.Select(static (path, i) => (Name: $"branch{Invariant.Text(i + 1)}", Body: path)).ToList(),
            Value.Map pathMap => NamedPaths(pathMap),
            _ => [],
        };
        if (named.Count < 2)
        {
            if (paths is not null || areKeysKnown)
            {
                problems.WrongSort(
                    paths?.Span ?? span, "What 'paths' of 'branches' says", paths is Value.List or Value.Map ? $"{Invariant.Text(named.Count)} of them" : "missing", "at least two lists of layers");
            }

            return null;
        }

        var (read, ends) = (new List<Branch>(), new List<Cursor>());
        foreach (var (name, body) in named)
        {
            var end = cursor.Fork();
            read.Add(new Branch(name, Sequence.Of([.. Read(body, $"The path '{name}'", end, names.Inside(name), mayBeEmpty: true)])));
            ends.Add(end);
        }

        var branches = new Branches(merge, read.ToEquatableArray());
        problems.Locate(branches, new NodePlace(span, BranchesName, names.Part));
        cursor.Join(branches, ends);
        return branches;
    }

    private List<(string Name, Value Body)> NamedPaths(Value.Map paths)
    {
        foreach (var entry in paths.Entries.Where(static entry => !LayerNames.IsName(entry.Key)))
        {
            problems.WrongName(entry.KeySpan, "The name of a path", entry.Key);
        }

        return paths.Entries.Where(static entry => LayerNames.IsName(entry.Key)).Select(static entry => (entry.Key, entry.Value)).ToList();
    }
}

using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>Reads what a block does: a list of layers, or a main path with a shortcut beside it.</summary>
internal sealed class BlockBodyReader(LayerListReader layers, NetworkProblems problems)
{
    public Node? Read(Entry block, Value.Map map, Cursor cursor, LayerNames names)
    {
        var (plain, main) = (map.Entries.Find("layers"), map.Entries.Find("main"));
        if ((plain is null) == (main is null))
        {
            problems.WrongSort(
                block.KeySpan,
                $"What the block '{block.Key}' does",
                plain is null ? "missing" : "said twice, by 'layers' and by 'main'",
                "'layers', or a 'main' path with a 'shortcut'");
            return null;
        }

        var nodes = plain is not null ? layers.Read(plain.Value, "The layers of a block", cursor, names) : ReadResidual(main!, map, cursor, names);
        if (plain is not null)
        {
            foreach (var entry in map.Entries.Where(static entry => entry.Key is "shortcut" or "merge"))
            {
                problems.WrongSort(entry.KeySpan, $"'{entry.Key}'", "beside 'layers'", "beside a 'main' path");
            }
        }

        if (map.Entries.Find("after") is { } after)
        {
            nodes.AddRange(layers.Read(after.Value, "What stands after the merge", cursor, names));
        }

        return Sequence.Of([.. nodes]);
    }

    private List<Node> ReadResidual(Entry main, Value.Map map, Cursor cursor, LayerNames names)
    {
        var (mainEnd, shortcutEnd) = (cursor.Fork(), cursor.Fork());
        var path = Sequence.Of([.. layers.Read(main.Value, "The main path", mainEnd, names)]);
        var said = map.Entries.Find("shortcut");
        var shortcut = ReadShortcut(said, main, cursor.Flow, mainEnd, shortcutEnd, names);
        var merge = layers.ReadMerge(map.Entries.Find("merge"), Merge.Add);
        var branches = Branches.Of(merge, new Branch("main", path), new Branch("shortcut", shortcut));
        var isIdentity = said?.Value is null or Value.Text { Content: "identity" };
        problems.Locate(branches, new NodePlace(
            said?.Value.Span ?? main.KeySpan,
            said is null ? "block" : "shortcut",
            names.Part,
            Hint: isIdentity && merge == Merge.Add ? "; 'shortcut: projection' brings the input to the shape of the main path" : ""));
        cursor.Join(branches, [mainEnd, shortcutEnd]);
        return [branches];
    }

    private Node ReadShortcut(Entry? said, Entry main, Flow start, Cursor mainEnd, Cursor shortcutEnd, LayerNames names)
    {
        switch (said?.Value)
        {
            case null or Value.Text { Content: "identity" }:
                return Sequence.Identity;
            case Value.List list:
                return Sequence.Of([.. layers.Read(list, "The shortcut", shortcutEnd, names.Inside("shortcut"))]);
            case Value.Text { Content: "projection" or "zeroPad" } word:
                if (mainEnd.Flow.Channels is not { } channels)
                {
                    problems.Add(said.Value.Span, DiagnosticDescriptors.FeaturesUnknown, word.Content);
                    return Sequence.Identity;
                }

                Node shortcut = word.Content == "projection"
                    ? Projection(names, start.Channels!, channels, mainEnd.Flow.Stride, said)
                    : new Layer(names.Next("shortcut"), new ZeroPadShortcutOp(start.Channels!, channels, mainEnd.Flow.Stride));
                problems.Locate(shortcut, new NodePlace(said.Value.Span, word.Content, names.Part));
                shortcutEnd.Pass(shortcut, mainEnd.Flow);
                return shortcut;
            default:
                problems.WrongSort(said.Value, "A shortcut", $"{string.Join(", ", NetworkFileKeys.Shortcuts)}, or a list of layers");
                return Sequence.Identity;
        }
    }

    private Shortcut Projection(LayerNames names, Dim inChannels, Dim outChannels, Dim stride, Entry said)
    {
        var shortcut = Shortcut.WithConvolution(names.Claim("downsample"), inChannels, outChannels, stride);
        foreach (var layer in shortcut.Projection)
        {
            problems.Locate(layer, new NodePlace(said.Value.Span, "projection", names.Part));
        }

        return shortcut;
    }
}

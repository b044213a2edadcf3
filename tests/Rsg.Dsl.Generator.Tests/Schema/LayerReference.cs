using System.Text;
using Rsg.Dsl.Networks.Ops;

namespace Rsg.Dsl.Generator.Tests.Schema;

/// <summary>Writes docs/layers.md from the catalogue of ops.</summary>
internal static class LayerReference
{
    private const string Head = """
        # Layers

        Every layer of a network in a [model file](yaml.md), with its keys. A lone value stands for the first key: `conv: 64` is `conv: { out: 64 }`.
        A whole number may be computed from the parameters of the block: `$out * 2`; `$channels` are the channels that arrive. A layer with weights
        also takes a `name` for them. This page is written from the generator's own table.

        """;

    public static string Write()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var op in OpCatalogue.All)
        {
            page.Append($"\n## `{op.Name}`\n\n{op.Doc}{(op.Keys.Count > 0 && !op.TakesLoneValue ? " It takes no lone value." : "")}\n");
            if (op.Keys.Count > 0)
            {
                page.Append("\n| key | may be | default | |\n|---|---|---|---|\n");
            }

            foreach (var key in op.Keys)
            {
                page.Append($"| `{key.Name}` | {KeyText.Values(key, static word => $"`{word}`")} | {KeyText.Default(key, static word => $"`{word}`")} | {key.Doc} |\n");
            }
        }

        return page.ToString();
    }
}

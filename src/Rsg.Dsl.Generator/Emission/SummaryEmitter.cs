using Rsg.Dsl.Networks;
using Rsg.Dsl.Plans;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Emission;

/// <summary>Writes what the network is made of as a table that can be read without making it.</summary>
internal static class SummaryEmitter
{
    public static string Emit(GraphModelPlan plan) => GeneratedFile.Compose(plan.Type, (writer, names) =>
    {
        using (writer.Braces($"partial class {plan.Type.Identifier}"))
        {
            var row = names["LayerSummary"];
            writer.Summary("The layers with their output shapes, parameters and multiply-adds per image; ToString() is the table.");
            writer.Line($"public static {names["ModelSummary"]} Summary {{ get; }} = new {names["ModelSummary"]}(");
            using (writer.Indented())
            {
                writer.Line($"nameof({plan.Type.Identifier}),");
                writer.Line($"[{Sizes(plan.Graph.Input)}],");
                using (writer.Braces($"new {row}[]", "});"))
                {
                    foreach (var layer in plan.Graph.Walk().Where(static layer => layer.HasState || layer.ChangesShape))
                    {
                        writer.Line(
                            $"new {row}(\"{NameOf(layer)}\", \"{layer.Title}\", {Invariant.Text(layer.Depth)}, {Invariant.Text(layer.Parameters)}, {Invariant.Text(layer.MultiplyAdds)}, {Sizes(layer.Output)}),");
                    }
                }
            }
        }
    });

    /// <summary>A function has no state name; the table shows it under what it does.</summary>
    private static string NameOf(LayerCost layer)
    {
        if (layer.HasState)
        {
            return layer.Path;
        }

        var own = Casing.Camel(layer.Title);
        return layer.Path.Length == 0 ? own : $"{layer.Path}.{own}";
    }

    private static string Sizes(Shape shape) => shape.IsMaps
        ? $"{Invariant.Text(shape.Channels)}, {Invariant.Text(shape.Height!.Value)}, {Invariant.Text(shape.Width!.Value)}"
        : Invariant.Text(shape.Channels);
}

using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the network: its layers, its forward in two halves, prediction and weights.</summary>
internal static class NetworkEmitter
{
    public static string Emit(GraphModelPlan plan, BuildSettings settings) => GeneratedFile.Compose(plan.Type, (writer, names) => Write(writer, names, plan, settings));

    private static void Write(SourceWriter writer, TypeNames names, GraphModelPlan plan, BuildSettings settings)
    {
        var (type, graph) = (plan.Type, plan.Graph);
        var layers = graph.Walk();
        writer.Summary($"{graph.Title}: images {graph.Input} to logits (N, {Invariant.Text(plan.Classes)}).");
        writer.Line($"/// <remarks>{Cost(layers)}</remarks>");
        using (writer.Braces($"{type.Accessibility} partial class {type.Identifier} : {names["nn"]}.Module<{names["Tensor"]}, {names["Tensor"]}>"))
        {
            WriteConstants(writer, plan, layers);
            var members = ClassMembers.Of(graph);
            var fields = new MembersEmitter(writer, names, members);
            fields.Fields();
            writer.Line();
            WriteConstructor(writer, names, plan, fields);
            writer.Line();
            WriteForward(writer, names, plan, members, settings);
            fields.KeepStateNames();
            writer.Line();
            SharedMembersEmitter.Write(writer, names, plan);
            if (!type.IsAbstract)
            {
                writer.Line();
                WriteFolded(writer, names, type.Identifier);
            }

            foreach (var block in graph.Blocks)
            {
                writer.Line();
                BlockEmitter.Write(writer, names, block, settings);
            }
        }
    }

    private static string Cost(IReadOnlyList<LayerCost> layers)
    {
        var millions = (layers.Sum(static layer => layer.MultiplyAdds) / 1e6).ToString("N1", System.Globalization.CultureInfo.InvariantCulture);
        return $"{Parameters(layers).ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} parameters, {millions} million multiply-adds per image.";
    }

    private static long Parameters(IReadOnlyList<LayerCost> layers) => layers.Sum(static layer => layer.Parameters);

    private static void WriteConstants(SourceWriter writer, GraphModelPlan plan, IReadOnlyList<LayerCost> layers)
    {
        SharedMembersEmitter.WriteConstants(writer, plan, plan.Graph.Input);
        SharedMembersEmitter.WriteConstant(writer, "Number of trainable parameters.", "ParameterCount", Parameters(layers));
    }

    private static void WriteConstructor(SourceWriter writer, TypeNames names, GraphModelPlan plan, MembersEmitter fields)
    {
        writer.Summary("Creates the network with random weights, drawn from torch's generator.");
        writer.Line($"public {plan.Type.Identifier}()");
        using (writer.Indented())
        {
            writer.Line($": base({names["TorchLibraries"]}.Require(nameof({plan.Type.Identifier})))");
        }

        using (writer.Braces())
        {
            fields.Construct();
            writer.Line();
            writer.Line($"{plan.Graph.Initialization.Apply(names)};");
        }
    }

    private static void WriteFolded(SourceWriter writer, TypeNames names, string type)
    {
        writer.Summary("A copy for inference, with the same logits up to rounding: each batch normalisation is merged into the convolution directly before it.");
        writer.Line("/// <remarks>It is in evaluation mode, shares no memory with this network, and takes less time; it can neither be trained nor saved.</remarks>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">This network is a folded one.</exception>");
        writer.Line($"public {type} Folded() => {names["FoldedNetwork"]}.Of(this, static () => new {type}());");
    }

    private static void WriteForward(SourceWriter writer, TypeNames names, GraphModelPlan plan, ClassMembers members, BuildSettings settings)
    {
        var parts = plan.Graph.Parts.ToList();
        var cut = plan.CutIndex + 1;
        var tensor = names["Tensor"];

        SharedMembersEmitter.WriteForward(writer, names, $"Maps images {plan.Graph.Input} to logits (N, {Invariant.Text(plan.Classes)}).");
        writer.Line();
        writer.Summary($"The network up to the end of {plan.Cut.Name}: images {plan.Graph.Input} to features {plan.Cut.Output}.");
        WriteHalf("ExtractFeatures", "images", parts.Take(cut), takesImages: true);
        writer.Line();

        writer.Summary($"The network from the end of {plan.Cut.Name}: features {plan.Cut.Output} to logits (N, {Invariant.Text(plan.Classes)}).");
        WriteHalf("Classify", "features", parts.Skip(cut), takesImages: false);

        void WriteHalf(string name, string input, IEnumerable<Part> half, bool takesImages)
        {
            using (writer.Braces($"public {tensor} {name}({tensor} {input})"))
            {
                writer.Line($"using var scope = {names["torch"]}.NewDisposeScope();");
                if (takesImages && plan.Graph.HasConvolution)
                {
                    writer.Line($"{input} = {names["ChannelsLast"]}.Of({input}); // on the CPU, the order in memory that convolutions are fastest with");
                }

                var body = new BodyEmitter(writer, names, members, settings, input);
                foreach (var part in half)
                {
                    body.Write(part.Body);
                }

                body.Return();
            }
        }
    }
}

using Microsoft.CodeAnalysis.CSharp;
using Rsg.Dsl.Naming;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the list of the variants of a file: what each is, and how its network and its trainer are made.</summary>
internal static class VariantListEmitter
{
    public static string Emit(VariantListPlan plan) => GeneratedFile.Compose(plan.Type, (writer, names) =>
    {
        if (!plan.IsModel)
        {
            writer.Summary($"The variants that the matrix of {plan.Type.Name} makes.");
        }

        using (writer.Braces(plan.IsModel ? $"partial class {plan.Type.Identifier}" : $"{plan.Type.Accessibility} static class {plan.Type.Identifier}"))
        {
            writer.Summary("Every variant, in the order of the matrix, its last axis changing fastest. No network is made before a run is started.");
            writer.Line($"public static {names["IReadOnlyList"]}<{names["ModelVariant"]}> {MemberNames.OfVariants} {{ get; }} = new {names["ModelVariant"]}[]");
            using (writer.Braces(end: "};"))
            {
                foreach (var variant in plan.Variants)
                {
                    Write(writer, names, variant, string.Join(", ", plan.Seeds.Select(static seed => Invariant.Text(seed))));
                }
            }
        }
    });

    private static void Write(SourceWriter writer, TypeNames names, ListedVariant variant, string seeds)
    {
        var type = variant.Type.Identifier;
        writer.Line($"new {names["ModelVariant"]}<{type}>(");
        using (writer.Indented())
        {
            writer.Line($"static () => new {type}(),");
            writer.Line($"static (network, trainingSet, seed, observer, device, epochs) => new {type}.Trainer(network, trainingSet, seed, observer, device, epochs),");
            writer.Line($"static () => {type}.Preparation)");
        }

        using (writer.Braces(end: "},"))
        {
            var choices = variant.Choices.Select(choice => $"new {names["VariantChoice"]}({Literal(choice.Axis)}, {Literal(choice.Value)})").ToList();
            writer.Line($"Name = {Literal(variant.Type.Name)},");
            writer.Line(choices.Count == 0 ? $"Choices = {names["Array"]}.Empty<{names["VariantChoice"]}>()," : $"Choices = new[] {{ {string.Join(", ", choices)} }},");
            writer.Line($"Seeds = new[] {{ {seeds} }},");
            writer.Line($"Classes = {type}.ClassCount,");
            writer.Line($"Channels = {type}.InputChannels,");
            writer.Line($"Height = {type}.InputHeight,");
            writer.Line($"Width = {type}.InputWidth,");
            writer.Line($"Epochs = {type}.Trainer.Epochs,");
        }
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}

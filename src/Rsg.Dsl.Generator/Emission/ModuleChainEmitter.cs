using Microsoft.CodeAnalysis.CSharp;
using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the chain around modules of the user's own: registration, the measurement, the forward in two halves.</summary>
internal static class ModuleChainEmitter
{
    private const string Local = "x";

    /// <summary>Names that mean something else inside the emitted methods.</summary>
    private static readonly string[] Locals = [Local, "scope", "images", "features", Op.Onnx];

    public static string Emit(ChainModelPlan plan) => GeneratedFile.Compose(plan.Type, (writer, names) => Write(writer, names, plan));

    private static void Write(SourceWriter writer, TypeNames names, ChainModelPlan plan)
    {
        var chain = plan.Chain;
        var logits = $"logits (N, {Invariant.Text(chain.Classes)})";
        writer.Summary($"A network of the project's own modules: images {chain.Input} to {logits}.");
        using (writer.Braces($"{plan.Type.Accessibility} partial class {plan.Type.Identifier} : {names["nn"]}.Module<{names["Tensor"]}, {names["Tensor"]}>"))
        {
            SharedMembersEmitter.WriteConstants(writer, plan, chain.Input);
            WriteConstructor(writer, names, plan);
            writer.Line();
            writer.Summary("What the modules were found to do when the network was made: their output shapes, parameters and multiply-adds.");
            writer.Line($"public {names["MeasuredNetwork"]} Measured {{ get; }}");
            writer.Line();
            writer.Summary("The layers with their output shapes, parameters and multiply-adds per image; ToString() is the table.");
            writer.Line($"public {names["ModelSummary"]} Summary => Measured.Summary;");
            writer.Line();
            SharedMembersEmitter.WriteForward(writer, names, $"Maps images {chain.Input} to {logits}.");
            writer.Line();
            writer.Summary($"The network up to the end of {plan.CutName}: images {chain.Input} to features.");
            WriteHalf(writer, names, "ExtractFeatures", "images", chain.Stages.Take(plan.CutIndex + 1), isLast: false, chain);
            writer.Line();
            writer.Summary($"The network from the end of {plan.CutName}: features to {logits}.");
            WriteHalf(writer, names, "Classify", "features", chain.Stages.Skip(plan.CutIndex + 1), isLast: true, chain);
            writer.Line();
            SharedMembersEmitter.Write(writer, names, plan);
        }
    }

    private static void WriteConstructor(SourceWriter writer, TypeNames names, ChainModelPlan plan)
    {
        var members = plan.Chain.Stages.Append(plan.Chain.Head).Select(Identifier).ToList();
        writer.Summary("Registers the modules, and sends one black image through them to see that they fit together.");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">They do not; the message names the member.</exception>");
        writer.Line($"public {plan.Type.Identifier}()");
        using (writer.Indented())
        {
            writer.Line($": base({names["TorchLibraries"]}.Require(nameof({plan.Type.Identifier})))");
        }

        using (writer.Braces())
        {
            foreach (var member in members)
            {
                writer.Line($"register_module(nameof({member}), {member});");
            }

            writer.Line();
            writer.Line($"Measured = new {names["MeasuredNetwork"]}(");
            using (writer.Indented())
            {
                writer.Line($"nameof({plan.Type.Identifier}),");
                writer.Line("ClassCount,");
                writer.Line("[InputChannels, InputHeight, InputWidth],");
                writer.Line($"poolBeforeHead: {(plan.Chain.PoolsBeforeHead ? "true" : "false")},");
                for (var i = 0; i < members.Count; i++)
                {
                    writer.Line($"(nameof({members[i]}), {members[i]}){(i + 1 < members.Count ? "," : ");")}");
                }
            }
        }
    }

    private static void WriteHalf(SourceWriter writer, TypeNames names, string name, string input, IEnumerable<string> stages, bool isLast, ModuleChain chain)
    {
        var tensor = names["Tensor"];
        using (writer.Braces($"public {tensor} {name}({tensor} {input})"))
        {
            writer.Line($"using var scope = {names["torch"]}.NewDisposeScope();");
            var value = input;
            foreach (var stage in stages)
            {
                Then($"{Access(stage)}.call({value})");
            }

            if (isLast)
            {
                if (chain.PoolsBeforeHead)
                {
                    Then($"{value}.mean([2, 3])");
                }

                Then($"{Access(chain.Head)}.call({value})");
            }

            writer.Line($"return {value}.MoveToOuterDisposeScope();");

            void Then(string next)
            {
                writer.Line($"{(value == input ? "var " : "")}{Local} = {next};");
                value = Local;
            }
        }
    }

    /// <summary>A member inside an emitted method.</summary>
    public static string Access(string member) => Locals.Contains(member) ? "this." + Identifier(member) : Identifier(member);

    private static string Identifier(string member) => SyntaxFacts.GetKeywordKind(member) == SyntaxKind.None ? member : "@" + member;
}

using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the export of a network as an ONNX file: what its forward and those of its blocks do, once more on an ONNX graph.</summary>
internal static class OnnxEmitter
{
    private const string Images = "images";

    public static string Emit(GraphModelPlan plan) => GeneratedFile.Compose(plan.Type, (writer, names) =>
    {
        using (writer.Braces($"partial class {plan.Type.Identifier} : {names["IOnnxModule"]}"))
        {
            WriteExport(writer, names, plan, plan.Graph.Input);
            writer.Line();
            var members = ClassMembers.Of(plan.Graph);
            WriteMethod(writer, names, Images, () =>
            {
                var body = new OnnxBodyEmitter(writer, members, Images);
                foreach (var part in plan.Graph.Parts)
                {
                    body.Write(part.Body);
                }

                body.Return();
            });

            foreach (var block in plan.Graph.Blocks)
            {
                writer.Line();
                using (writer.Braces($"private sealed partial class {block.ClassName} : {names["IOnnxModule"]}"))
                {
                    WriteMethod(writer, names, BlockEmitter.Input, () =>
                    {
                        var body = new OnnxBodyEmitter(writer, ClassMembers.Of(block), BlockEmitter.Input);
                        body.Write(block.Body);
                        body.Return();
                    });
                }
            }
        }
    });

    public static string Emit(ChainModelPlan plan) => GeneratedFile.Compose(plan.Type, (writer, names) =>
    {
        var chain = plan.Chain;
        using (writer.Braces($"partial class {plan.Type.Identifier} : {names["IOnnxModule"]}"))
        {
            WriteExport(writer, names, plan, chain.Input);
            writer.Line();
            WriteMethod(writer, names, Images, () =>
            {
                var value = Images;
                foreach (var stage in chain.Stages)
                {
                    Then($"{Op.Onnx}.Call({ModuleChainEmitter.Access(stage)}, {value})");
                }

                if (chain.PoolsBeforeHead)
                {
                    Then($"{Op.Onnx}.GlobalAvgPool({value})");
                }

                writer.Line($"return {Op.Onnx}.Call({ModuleChainEmitter.Access(chain.Head)}, {value});");

                void Then(string next)
                {
                    writer.Line($"{(value == Images ? "var " : "")}x = {next};");
                    value = "x";
                }
            });
        }
    });

    /// <summary>The method that users call.</summary>
    private static void WriteExport(SourceWriter writer, TypeNames names, ModelPlan plan, Shape input)
    {
        var images = input.ToString().Replace("(N", "(batch");
        writer.Summary($"Writes the network as an ONNX file, as it is in evaluation mode: images {images} to logits (batch, {Invariant.Text(plan.Classes)}).");
        writer.Param("path", "Where to; the file is replaced as a whole.");
        writer.Param("options", "How; null for the defaults.");
        using (writer.Braces($"public void ExportOnnx(string path, {names["OnnxOptions"]}? options = null)"))
        {
            var description = $"new {names["OnnxDescription"]}(nameof({plan.Type.Identifier}), ClassCount, InputChannels, InputHeight, InputWidth)";
            using (writer.Braces($"var description = {description}", "};"))
            {
                if (plan.HasClassNames)
                {
                    writer.Line("ClassNames = ClassNames,");
                }

                writer.Line("LogitScale = LogitScale,");
                writer.Line("Preparation = Preparation,");
            }

            writer.Line($"{names["OnnxFile"]}.Write(path, this, description, options);");
        }
    }

    /// <summary>The method that the graph is made by, of a network or a block.</summary>
    private static void WriteMethod(SourceWriter writer, TypeNames names, string input, Action writeBody)
    {
        // The layers are extension methods of the graph.
        names.ImportExtensionsOf("Rsg.Onnx");
        var tensor = names["OnnxTensor"];
        using (writer.Braces($"{tensor} {names["IOnnxModule"]}.Export({names["OnnxGraph"]} {Op.Onnx}, {tensor} {input})"))
        {
            writeBody();
        }
    }
}

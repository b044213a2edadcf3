using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the named classes of a model: an enumeration, its names, and predictions in it.</summary>
internal static class LabelsEmitter
{
    public static string Emit(ModelType type, IReadOnlyList<ClassLabel> classes) => GeneratedFile.Compose(type, (writer, names) =>
    {
        var tensor = names["Tensor"];
        using (writer.Braces($"partial class {type.Identifier}"))
        {
            writer.Summary("The classes, in the order of the logits.");
            using (writer.Braces("public enum Label"))
            {
                for (var i = 0; i < classes.Count; i++)
                {
                    if (i > 0)
                    {
                        writer.Line();
                    }

                    writer.Summary($"Class {Invariant.Text(i)}: {Escape(classes[i].Name)}.");
                    writer.Line($"{classes[i].Identifier},");
                }
            }

            writer.Line();
            writer.Summary("The names of the classes as they were declared, in the order of the logits.");
            writer.Line($"public static {names["IReadOnlyList"]}<string> ClassNames {{ get; }} = new[]");
            using (writer.Braces(end: "};"))
            {
                foreach (var name in classes)
                {
                    writer.Line($"{SymbolDisplay.FormatLiteral(name.Name, quote: true)},");
                }
            }

            writer.Line();
            writer.Summary("Predicts the class of each image, as Predict does.");
            writer.Param("images", "The images, (N, InputChannels, InputHeight, InputWidth).");
            writer.Returns("The classes, one for each image.");
            using (writer.Braces($"public Label[] PredictLabels({tensor} images)"))
            {
                writer.Line($"using var scope = {names["torch"]}.NewDisposeScope();");
                writer.Line("var classes = Predict(images).cpu().data<long>().ToArray();");
                writer.Line($"return {names["Array"]}.ConvertAll(classes, static index => (Label)index);");
            }
        }
    });

    /// <summary>A user's text inside a doc comment: nothing of it is markup, and it stays on its line.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            escaped.Append(character switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                _ when char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' => "?",
                _ => character.ToString(),
            });
        }

        return escaped.ToString();
    }
}

using Rsg.Dsl.Declarations;
using Rsg.Dsl.Naming;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the resolved declaration as text into the model, so that a run can say what it trains, and be held against what it trained before.</summary>
internal static class DeclarationEmitter
{
    public static string Emit(ModelPlan plan, IEnumerable<ClassLabel> classNames) => GeneratedFile.Compose(plan.Type, (writer, names) =>
    {
        using (writer.Braces($"partial class {plan.Type.Identifier}"))
        {
            Write(writer, names, plan, classNames);
        }
    });

    private static void Write(SourceWriter writer, TypeNames names, ModelPlan plan, IEnumerable<ClassLabel> classNames)
    {
        writer.Summary("The declaration with every default filled in, as the manifest of a run holds it.");
        writer.Line($"public static {names["ResolvedDeclaration"]} Declaration {{ get; }} = new {names["ResolvedDeclaration"]}(");
        using (writer.Indented())
        {
            writer.Line($"\"{plan.Type.FullName}\",");
            writer.Line($"\"Rsg.Dsl.Generator {RuntimeReference.GeneratorVersion.ToString(3)}\",");
            writer.Line("\"\"\"");
            foreach (var (key, value) in PlanText.Of(plan, classNames))
            {
                writer.Line($"{key}: {value}");
            }

            writer.Line("\"\"\");");
        }
    }
}

using Rsg.Dsl.Declarations;
using Rsg.Dsl.Naming;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the resolved declaration as text into the model, so that a run can say what it trains, and be held against what it trained before.</summary>
internal static class DeclarationEmitter
{
    public static void Write(SourceWriter writer, TypeNames names, ModelPlan plan, IEnumerable<ClassLabel> classNames)
    {
        writer.Summary("What was declared, with every default filled in: what the manifest of a run holds.");
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

using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the class of a block.</summary>
internal static class BlockEmitter
{
    /// <summary>What a block's methods call what they get.</summary>
    public const string Input = "input";

    public static void Write(SourceWriter writer, TypeNames names, Block block, BuildSettings settings)
    {
        var members = ClassMembers.Of(block);
        var fields = new MembersEmitter(writer, names, members);
        writer.Summary(block.Summary);
        using (writer.Braces($"private sealed partial class {block.ClassName} : {names["nn"]}.Module<{names["Tensor"]}, {names["Tensor"]}>"))
        {
            var applied = AppliedParameters(block.Body).Distinct().ToList();
            foreach (var parameter in applied)
            {
                writer.Line($"private readonly int {parameter};");
            }

            fields.Fields();
            if (members.All.Count + applied.Count > 0)
            {
                writer.Line();
            }

            var parameters = string.Join(", ", block.Parameters.Select(static parameter => "int " + parameter));
            writer.Line($"public {block.ClassName}({parameters})");
            using (writer.Indented())
            {
                writer.Line($": base(nameof({block.ClassName}))");
            }

            using (writer.Braces())
            {
                foreach (var parameter in applied)
                {
                    writer.Line($"this.{parameter} = {parameter};");
                }

                fields.Construct();
            }

            writer.Line();
            using (writer.Braces($"public override {names["Tensor"]} forward({names["Tensor"]} {Input})"))
            {
                writer.Line($"using var scope = {names["torch"]}.NewDisposeScope();");
                var body = new BodyEmitter(writer, names, members, settings, Input);
                body.Write(block.Body);
                body.Return();
            }

            fields.KeepStateNames();
        }
    }

    /// <summary>The parameters that the forward itself reads, for a function of torch; a module has taken its own in the constructor.</summary>
    private static IEnumerable<string> AppliedParameters(Node node) => node switch
    {
        Layer layer => layer.Op.AppliedNumbers.SelectMany(static number => number.Parameters),
        Sequence sequence => sequence.Nodes.SelectMany(AppliedParameters),
        Branches branches => branches.Paths.SelectMany(static path => AppliedParameters(path.Body)),
        _ => [],
    };
}

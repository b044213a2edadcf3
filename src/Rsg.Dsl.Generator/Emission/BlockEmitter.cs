using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the class of a block.</summary>
internal static class BlockEmitter
{
    public static void Write(SourceWriter writer, TypeNames names, Block block)
    {
        var modules = block.Modules.ToList();
        writer.Summary(block.Summary);
        using (writer.Braces($"private sealed class {block.ClassName} : {names["nn"]}.Module<{names["Tensor"]}, {names["Tensor"]}>"))
        {
            foreach (var layer in modules)
            {
                writer.Line($"private readonly {names[layer.Op.ModuleType!]} {layer.Name};");
            }

            writer.Line();
            var parameters = string.Join(", ", block.Parameters.Select(static parameter => "int " + parameter));
            writer.Line($"public {block.ClassName}({parameters})");
            using (writer.Indented())
            {
                writer.Line($": base(nameof({block.ClassName}))");
            }

            using (writer.Braces())
            {
                foreach (var layer in modules)
                {
                    writer.Line($"{layer.Name} = {layer.Op.Construct(names)};");
                }

                writer.Line();
                foreach (var layer in modules)
                {
                    writer.Line($"register_module(nameof({layer.Name}), {layer.Name});");
                }
            }

            writer.Line();
            using (writer.Braces($"public override {names["Tensor"]} forward({names["Tensor"]} input)"))
            {
                writer.Line($"using var scope = {names["torch"]}.NewDisposeScope();");
                var path = new PathEmitter(writer, "input");
                path.Layers(block.Main);
                path.Add(block.Shortcut.Op.Apply(block.Shortcut.Name, "input", mayOverwrite: false));
                path.Layers(block.After);
                path.Return();
            }
        }
    }
}

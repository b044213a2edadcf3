using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes what a network or a block adds to an ONNX graph: a statement for each layer, in the order of its forward.</summary>
internal sealed class OnnxBodyEmitter(SourceWriter writer, ClassMembers members, string input)
{
    private const string MainVariable = "x";

    private readonly LocalNames locals = members.Locals();

    private readonly Path main = new(MainVariable, input);

    public void Write(Node node) => Write(node, main);

    public void Return() => writer.Line($"return {main.Value};");

    private void Write(Node node, Path path)
    {
        switch (node)
        {
            case Sequence sequence:
                foreach (var inner in sequence.Nodes)
                {
                    Write(inner, path);
                }

                break;
            case Branches branches:
                Write(branches, path);
                break;
            default:
                Then(path, Apply(node, path.Value));
                break;
        }
    }

    /// <summary>The expression for what a node without others beside it gives.</summary>
    private string Apply(Node node, string value) => node switch
    {
        Layer layer => layer.Op.Export(layer.Op.ModuleType is null ? "" : members[layer.Name], value),
        Shortcut { NeverProjects: true } => value,
        Shortcut { AlwaysProjects: true } shortcut => Call(shortcut.Name, value),
        Shortcut shortcut => $"{members[shortcut.Name]} is null ? {value} : {Call(shortcut.Name, value)}",
        BlockInstance instance => Call(instance.Name, value),
        BlockStack stack => Call(stack.Name, value),
        _ => throw new InvalidOperationException($"{node.GetType().Name} is no node that can be exported."),
    };

    private string Call(string stateName, string value) => $"{Op.Onnx}.Call({members[stateName]}, {value})";

    private void Write(Branches branches, Path path)
    {
        var start = path.Value;
        var isMainFree = path == main && !path.IsDeclared;
        var ends = new List<string>();
        foreach (var branch in branches.Paths)
        {
            if (branch.Body is Layer or BlockInstance or BlockStack or Shortcut { AlwaysProjects: true } or Shortcut { NeverProjects: true })
            {
                ends.Add(Apply(branch.Body, start));
                continue;
            }

            var takesMain = isMainFree && branch.Body is (Sequence { Nodes.Count: > 0 } or Branches);
            var own = takesMain ? new Path(MainVariable, start) : new Path(branch.Name, start, locals);
            Write(branch.Body, own);
            path.IsDeclared |= takesMain && own.IsDeclared;
            isMainFree &= !path.IsDeclared;
            ends.Add(own.Value);
        }

        Then(path, Merge(branches.Merge, ends));
    }

    private static string Merge(Merge merge, List<string> ends) => merge switch
    {
        Networks.Nodes.Merge.Concat => $"{Op.Onnx}.Concat({string.Join(", ", ends)})",
        Networks.Nodes.Merge.Multiply => ends.Skip(1).Aggregate(ends[0], static (product, end) => $"{Op.Onnx}.Mul({product}, {end})"),
        _ => ends.Skip(1).Aggregate(ends[0], static (sum, end) => $"{Op.Onnx}.Add({sum}, {end})"),
    };

    /// <summary>Stores the next tensor of a path in its variable. What does nothing leaves the path where it stands.</summary>
    private void Then(Path path, string next)
    {
        if (next != path.Value)
        {
            var declaration = path.IsDeclared ? "" : "var ";
            path.Store();
            writer.Line($"{declaration}{path.Value} = {next};");
        }
    }

    /// <summary>Where a path stands: the variable that holds its tensor.</summary>
    private sealed class Path(string name, string start, LocalNames? locals = null)
    {
        private string? variable;

        public string Value { get; private set; } = start;

        public bool IsDeclared { get; set; }

        /// <summary>Stands at the path's own variable from now on; its name is taken only now.</summary>
        public void Store()
        {
            variable ??= locals?.Take(name) ?? name;
            (Value, IsDeclared) = (variable, true);
        }
    }
}

using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>
/// Writes what a network or a block does with its input, as statements on a variable <c>x</c>. A function that follows a layer is chained to
/// it. A function overwrites the tensor that it gets where nothing else reads that, no other path and no backward, unless the build says otherwise.
/// </summary>
internal sealed class BodyEmitter(SourceWriter writer, TypeNames names, ClassMembers members, BuildSettings settings, string input)
{
    private const string MainVariable = "x";

    private readonly LocalNames locals = members.Locals();

    private readonly Path main = new(MainVariable, input);

    public void Write(Node node) => Write(node, main);

    /// <summary>Ends the method by returning its result out of the method's dispose scope.</summary>
    public void Return()
    {
        Flush(main);
        writer.Line($"return {main.Value}.MoveToOuterDisposeScope();");
    }

    private void Write(Node node, Path path)
    {
        switch (node)
        {
            case Layer layer:
                Write(layer, path);
                break;
            case Sequence sequence:
                foreach (var inner in sequence.Nodes)
                {
                    Write(inner, path);
                }

                break;
            case Branches branches:
                Write(branches, path);
                break;
            case BlockInstance instance:
                Call(instance.Name, path);
                break;
            case BlockStack stack:
                Call(stack.Name, path);
                break;
        }
    }

    private void Write(Layer layer, Path path)
    {
        if (layer.Op.ModuleType is not null)
        {
            Flush(path);
        }

        var field = layer.Op.ModuleType is null ? "" : members[layer.Name];
        var value = layer.Op.Apply(names, field, path.Value, MayOverwrite(path));
        if (path.IsPending && !value.StartsWith(path.Value, StringComparison.Ordinal))
        {
            // Not a method that can be chained: a call around a call is hard to read.
            Flush(path);
            value = layer.Op.Apply(names, field, path.Value, MayOverwrite(path));
        }

        path.Set(value, layer.Op.OutputMayBeOverwritten);
    }

    private void Call(string stateName, Path path)
    {
        Flush(path);
        path.Set($"{members[stateName]}.call({path.Value})", mayOverwrite: false);
    }

    private void Write(Branches branches, Path path)
    {
        Flush(path);
        var start = path.Value;
        var isMainFree = path == main && !path.IsDeclared;
        var ends = new List<Path>();
        foreach (var branch in branches.Paths)
        {
            var takesMain = isMainFree && branch.Body is not (Shortcut or Layer or BlockInstance or BlockStack) && !branch.Body.Equals(Sequence.Identity);
            isMainFree &= !takesMain;
            ends.Add(Write(branch, start, takesMain));
        }

        // Merging may store the ends in their variables first.
        var merged = Merge(branches.Merge, ends);
        path.IsDeclared |= ends.Any(static end => end.Variable == MainVariable && end.IsDeclared);
        path.Set(merged, mayOverwrite: true);
    }

    private Path Write(Branch branch, string start, bool takesMain)
    {
        switch (branch.Body)
        {
            case Shortcut { NeverProjects: false, AlwaysProjects: false } shortcut:
                var field = members[shortcut.Name];
                var local = locals.Take(branch.Name);
                writer.Line($"var {local} = {field} is null ? {start} : {field}.call({start});");
                return new Path(local, local);
            case Shortcut { AlwaysProjects: true } shortcut:
                return new Path("", $"{members[shortcut.Name]}.call({start})");
            case Shortcut:
                return new Path("", start);
            case Layer { Op.ModuleType: not null } layer:
                return new Path("", layer.Op.Apply(names, members[layer.Name], start, mayOverwrite: false));
            case BlockInstance instance:
                return new Path("", $"{members[instance.Name]}.call({start})");
            case BlockStack stack:
                return new Path("", $"{members[stack.Name]}.call({start})");
        }

        var path = new Path(takesMain ? MainVariable : locals.Take(branch.Name), start);
        Write(branch.Body, path);
        if (!takesMain)
        {
            Flush(path);
        }

        return path;
    }

    private string Merge(Merge merge, List<Path> ends)
    {
        switch (merge)
        {
            case Networks.Nodes.Merge.Concat:
                ends.ForEach(Flush);
                return $"{names["torch"]}.cat(new[] {{ {string.Join(", ", ends.Select(static end => end.Value))} }}, 1)";
            case Networks.Nodes.Merge.Multiply:
                return ends.Skip(1).Aggregate(ends[0].Value, static (product, end) => $"{product}.mul({end.Value})");
            default:
                // A sum may overwrite a term: no backward of an addition reads either.
                var sum = ends[0].Value;
                for (var i = 1; i < ends.Count; i++)
                {
                    sum = $"{sum}.{(settings.WritesInPlace && (i > 1 || ends[0].MayOverwrite) ? "add_" : "add")}({ends[i].Value})";
                }

                return sum;
        }
    }

    private bool MayOverwrite(Path path) => settings.WritesInPlace && path.MayOverwrite;

    private void Flush(Path path)
    {
        if (path.IsPending)
        {
            writer.Line($"{(path.IsDeclared ? "" : "var ")}{path.Variable} = {path.Value};");
            path.Store();
        }
    }

    /// <summary>Where a path stands: the expression for its tensor, which is pending until it is stored in the path's variable.</summary>
    private sealed class Path(string variable, string start)
    {
        public string Variable => variable;

        public string Value { get; private set; } = start;

        public bool IsPending { get; private set; }

        public bool IsDeclared { get; set; }

        /// <summary>Whether the tensor belongs to the path alone and no backward reads it.</summary>
        public bool MayOverwrite { get; private set; }

        public void Set(string value, bool mayOverwrite)
        {
            (Value, IsPending, MayOverwrite) = (value, true, mayOverwrite);
        }

        public void Store()
        {
            (Value, IsPending, IsDeclared) = (variable, false, true);
        }
    }
}

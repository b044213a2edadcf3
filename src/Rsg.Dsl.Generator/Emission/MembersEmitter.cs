using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes what a class holds: its fields, how they are made, and under which names torch knows them.</summary>
internal sealed class MembersEmitter(SourceWriter writer, TypeNames names, ClassMembers members)
{
    private readonly LocalNames locals = members.Locals();

    public void Fields()
    {
        foreach (var member in members.All)
        {
            writer.Line($"private readonly {TypeOf(member.Node)} {member.Identifier};");
        }
    }

    /// <summary>The statements of a constructor that make and register every field.</summary>
    public void Construct()
    {
        Node? previous = null;
        foreach (var member in members.All.Where(static member => !IsOptional(member.Node)))
        {
            if (previous is not null && (previous is BlockStack || member.Node is BlockStack))
            {
                writer.Line();
            }

            Make(member);
            previous = member.Node;
        }

        if (previous is not null)
        {
            writer.Line();
        }

        Register();
        foreach (var member in members.All.Where(static member => IsOptional(member.Node)))
        {
            var shortcut = (Shortcut)member.Node;
            writer.Line();
            using (writer.Braces($"if ({Condition(shortcut)})"))
            {
                Make(member);
                writer.Line($"register_module({NameOf(member)}, {member.Identifier});");
            }
        }
    }

    /// <summary>
    /// Keeps torch from registering the fields once more under their C# names, which it does by reflection when the class becomes part of
    /// another module. Where the names are the same it finds nothing to add.
    /// </summary>
    public void KeepStateNames()
    {
        if (members.All.All(static member => member.Identifier == member.StateName))
        {
            return;
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces("protected override void RegisterComponents()"))
        {
            writer.Line("// The constructor has registered everything, under PyTorch's names; torch would add the fields under theirs.");
        }
    }

    private static bool IsOptional(Node node) => node is Shortcut { AlwaysProjects: false };

    private static string Condition(Shortcut shortcut)
    {
        var conditions = new List<string>();
        if (!shortcut.Stride.Is(1))
        {
            conditions.Add($"{shortcut.Stride} != 1");
        }

        if (shortcut.InChannels != shortcut.OutChannels)
        {
            conditions.Add($"{shortcut.InChannels} != {shortcut.OutChannels}");
        }

        return string.Join(" || ", conditions);
    }

    private static string NameOf(Member member)
        => member.Identifier == member.StateName ? $"nameof({member.Identifier})" : $"\"{member.StateName}\"";

    private static string Arguments(Block block, IReadOnlyList<Dim> arguments)
        => string.Join(", ", arguments.Select((argument, i) => $"{block.Parameters[i]}: {argument}"));

    private string TypeOf(Node node) => node switch
    {
        Layer layer when members.ConvolutionBefore(layer.Name) is not null => names[BatchNorm2dOp.FoldableType],
        Layer layer => names[layer.Op.ModuleType!],
        BlockInstance instance => instance.Block.ClassName,
        _ => names["Sequential"] + (IsOptional(node) ? "?" : ""),
    };

    private void Make(Member member)
    {
        switch (member.Node)
        {
            case Layer layer:
                writer.Line($"{member.Identifier} = {Construct(layer, members.ConvolutionBefore(layer.Name))};");
                break;
            case BlockInstance instance:
                writer.Line($"{member.Identifier} = new {instance.Block.ClassName}({Arguments(instance.Block, instance.Arguments)});");
                break;
            case BlockStack stack:
                Make(member.Identifier, stack);
                break;
            case Shortcut shortcut:
                Make(member.Identifier, shortcut);
                break;
        }
    }

    private void Make(string identifier, BlockStack stack)
    {
        writer.Line($"{identifier} = {names["nn"]}.Sequential();");
        Dim number = stack.FirstNumber;
        foreach (var use in stack.Uses)
        {
            var isSingle = use.Repeat.Is(1);
            var name = stack.ChildPrefix.Length == 0 ? ""
                : (isSingle ? number : BlockUse.Index + number) is var own && own.Parameters.Any() ? $"$\"{stack.ChildPrefix}{{{own}}}\", "
                : $"\"{stack.ChildPrefix}{own}\", ";
            var line = $"{identifier}.append({name}new {use.Block.ClassName}({Arguments(use.Block, use.Arguments)}));";
            if (isSingle)
            {
                writer.Line(line);
            }
            else
            {
                using (writer.Braces($"for (var {BlockUse.IndexName} = 0; {BlockUse.IndexName} < {use.Repeat}; {BlockUse.IndexName}++)"))
                {
                    writer.Line(line);
                }
            }

            number += use.Repeat;
        }
    }

    private void Make(string identifier, Shortcut shortcut)
    {
        var layers = new List<string>();
        for (var i = 0; i < shortcut.Projection.Count; i++)
        {
            var layer = shortcut.Projection[i];
            if (layer.Op is Conv2dOp && i + 1 < shortcut.Projection.Count && shortcut.Projection[i + 1].Op is BatchNorm2dOp)
            {
                var convolution = locals.Take("projection");
                writer.Line($"var {convolution} = {layer.Op.Construct(names)};");
                layers.Add($"(\"{layer.Name}\", {convolution})");
                layer = shortcut.Projection[++i];
                layers.Add($"(\"{layer.Name}\", {Construct(layer, convolution)})");
            }
            else
            {
                layers.Add($"(\"{layer.Name}\", {layer.Op.Construct(names)})");
            }
        }

        writer.Line($"{identifier} = {names["nn"]}.Sequential({string.Join(", ", layers)});");
    }

    private string Construct(Layer layer, string? convolution)
        => convolution is not null && layer.Op is BatchNorm2dOp norm ? norm.ConstructBehind(names, convolution) : layer.Op.Construct(names);

    /// <summary>Registers the fields; those whose state names share a first part are registered as one group of that name.</summary>
    private void Register()
    {
        var registered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members.All.Where(static member => !IsOptional(member.Node)))
        {
            var dot = member.StateName.IndexOf('.');
            if (dot < 0)
            {
                writer.Line($"register_module({NameOf(member)}, {member.Identifier});");
                continue;
            }

            var group = member.StateName.Substring(0, dot);
            if (registered.Add(group))
            {
                writer.Line($"register_module(\"{group}\", {Group(group + ".")});");
            }
        }
    }

    private string Group(string prefix)
    {
        var children = new List<string>();
        var inner = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members.All.Where(member => member.StateName.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var rest = member.StateName.Substring(prefix.Length);
            var dot = rest.IndexOf('.');
            if (dot < 0)
            {
                children.Add($"(\"{rest}\", {member.Identifier})");
            }
            else if (inner.Add(rest.Substring(0, dot)))
            {
                var name = rest.Substring(0, dot);
                children.Add($"(\"{name}\", {Group($"{prefix}{name}.")})");
            }
        }

        var separator = children.Count > 3 ? ",\n    " : ", ";
        var start = children.Count > 3 ? "\n    " : "";
        return $"new {names["ModuleScope"]}({start}{string.Join(separator, children)})";
    }
}

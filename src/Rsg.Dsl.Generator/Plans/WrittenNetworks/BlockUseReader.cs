using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>Reads the uses of blocks: what is said for their parameters, and what arrives at each repeat.</summary>
internal sealed class BlockUseReader(BlockTable blocks, IReadOnlyDictionary<string, Dim> scope, NetworkProblems problems)
{
    private const string NameKey = "name";
    private const string RepeatKey = "repeat";
    private const int MostStridedRepeats = 8;

    private static readonly NumberRange ArgumentRange = NumberRange.AtLeast(0).AtMost(1_000_000);
    private static readonly NumberRange RepeatRange = NumberRange.AtLeast(1).AtMost(1_000);

    /// <summary>What is known behind the last use that was read.</summary>
    public Flow Behind { get; private set; }

    /// <summary>Whether what is said of a use gives it a name.</summary>
    public static bool IsNamed(Value said) => said is Value.Map map && map.Entries.Any(static entry => entry.Key == NameKey);

    /// <summary>The use of a block, one or more after another; none where the block cannot be used.</summary>
    public (IReadOnlyList<BlockUse> Uses, Entry? Name) Read(string block, SourceSpan span, Value said, Cursor cursor)
    {
        Behind = cursor.Flow;
        var before = problems.Mistakes;
        var definition = blocks.Get(block, span);
        if (definition.IsRefused)
        {
            cursor.LoseShape();
            return ([], null);
        }

        var keys = definition.Parameters.Select(static parameter => parameter.Name).Append(RepeatKey).Append(NameKey);
        var arguments = new LayerArguments(block, span, said, keys.ToList(), definition.Parameters.Count > 0 ? definition.Parameters[0].Name : null, cursor.Flow, scope, problems);
        var values = definition.Parameters.Select(parameter => Argument(arguments, parameter)).ToList();
        var repeat = arguments.Find(RepeatKey) is { } times ? arguments.Whole(times, times.Value, RepeatRange) ?? 1 : 1;
        if (problems.Mistakes > before || definition.IsBroken)
        {
            cursor.LoseShape();
        }

        if (definition.Block is null)
        {
            return ([], null);
        }

        var uses = Expand(definition, values, repeat, arguments.Channels, cursor, span);
        foreach (var use in uses)
        {
            problems.Locate(use, new NodePlace(span, block, "", said));
        }

        return (uses, arguments.Find(NameKey));
    }

    private static Dim Argument(LayerArguments arguments, BlockParameter parameter)
    {
        if (arguments.Find(parameter.Name) is { } entry)
        {
            return arguments.Whole(entry, entry.Value, ArgumentRange) ?? 1;
        }

        return parameter.Default ?? arguments.Missing(parameter.Name, parameter.Name == "out" ? "64" : "1");
    }

    /// <summary>
    /// Repeats of a block need other numbers where it changes the channels: a residual block once, a dense block by as many at every repeat.
    /// </summary>
    private IReadOnlyList<BlockUse> Expand(BlockDefinition definition, IReadOnlyList<Dim> values, Dim repeat, Dim first, Cursor cursor, SourceSpan span)
    {
        var (second, third) = (ChannelsBehind(definition, values, first), default(Dim?));
        Behind = FlowBehind(definition, values, first, cursor.Flow);
        if (repeat.Is(1))
        {
            return [Use(definition, values, first, 1)];
        }

        third = second is null ? null : ChannelsBehind(definition, values, second);
        if (!HasKnownStride(definition, values, repeat) || second is null || third is null)
        {
            return Refuse();
        }

        var growth = Growth(first, second);
        if (second == first || third == second)
        {
            Behind = FlowBehind(definition, values, second, Strided(definition, values, cursor.Flow, repeat)) with { Channels = second };
            return second == first
                ? [Use(definition, values, first, repeat)]
                : [Use(definition, values, first, 1), Use(definition, values, second, repeat - 1)];
        }

        if (growth is null || Growth(second, third) != growth)
        {
            return Refuse();
        }

        Behind = FlowBehind(definition, values, second, Strided(definition, values, cursor.Flow, repeat)) with { Channels = first + (repeat * growth) };
        return [Use(definition, values, first + (BlockUse.Index * growth), repeat)];

        IReadOnlyList<BlockUse> Refuse()
        {
            if (!definition.IsBroken)
            {
                problems.Add(span, DiagnosticDescriptors.CannotRepeat, definition.Entry.Key);
            }

            return [Use(definition, values, first, 1)];
        }
    }

    private static BlockUse Use(BlockDefinition definition, IReadOnlyList<Dim> values, Dim channels, Dim repeat)
        => new(definition.Block!, [channels, .. values], repeat);

    private static Dim? Growth(Dim before, Dim behind)
    {
        var difference = behind - before;
        return difference.Parameters.Any() ? behind.Addend(before) : difference;
    }

    private static Dim? ChannelsBehind(BlockDefinition definition, IReadOnlyList<Dim> values, Dim channels)
        => definition.Behind.Substitute(Arguments(definition, values, channels)).Channels;

    private static Flow FlowBehind(BlockDefinition definition, IReadOnlyList<Dim> values, Dim channels, Flow before)
    {
        var behind = definition.Behind.Substitute(Arguments(definition, values, channels));
        return behind with { Stride = before.Stride * behind.Stride };
    }

    private static bool HasKnownStride(BlockDefinition definition, IReadOnlyList<Dim> values, Dim repeat)
        => StrideOf(definition, values).Is(1) || repeat.Known <= MostStridedRepeats;

    /// <summary>The flow with the stride of all repeats but the last.</summary>
    private static Flow Strided(BlockDefinition definition, IReadOnlyList<Dim> values, Flow before, Dim repeat)
    {
        var stride = StrideOf(definition, values);
        if (stride.Is(1))
        {
            return before;
        }

        for (var i = 1; i < repeat.Known; i++)
        {
            before = before with { Stride = before.Stride * stride };
        }

        return before;
    }

    private static Dim StrideOf(BlockDefinition definition, IReadOnlyList<Dim> values)
        => definition.Behind.Stride.Substitute(Arguments(definition, values, BlockDefinition.InChannels));

    private static Dictionary<string, Dim> Arguments(BlockDefinition definition, IReadOnlyList<Dim> values, Dim channels)
    {
        var arguments = new Dictionary<string, Dim>(StringComparer.Ordinal) { [BlockDefinition.InChannels.ToString()] = channels };
        for (var i = 0; i < values.Count; i++)
        {
            arguments.Add(definition.Parameters[i].Identifier, values[i]);
        }

        return arguments;
    }
}

using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Naming;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>The blocks of a file. Each is read once, when it is first used or at the end; a block may use others, but never itself.</summary>
internal sealed class BlockTable
{
    private const int DeepestUse = 32;

    private static readonly IReadOnlyList<string> Keys = NetworkFileKeys.Names(NetworkFileKeys.OfBlock);
    private static readonly string[] ReservedParameters = ["in", "channels", "name", "repeat"];
    private static readonly NumberRange AnyWhole = NumberRange.AtLeast(0).AtMost(1_000_000);

    private readonly NetworkProblems problems;
    private readonly Dictionary<string, BlockDefinition> definitions = new(StringComparer.Ordinal);
    private readonly HashSet<string> classNames;
    private readonly List<BlockDefinition> reading = [];

    /// <param name="section">The part of the file that has them, if it has any.</param>
    /// <param name="typeName">The name of the model, which no block's class can have.</param>
    /// <param name="problems">Hears of what is wrong.</param>
    public BlockTable(Section? section, string typeName, NetworkProblems problems)
    {
        this.problems = problems;
        classNames = new(MemberNames.Taken, StringComparer.Ordinal) { typeName };
        IEnumerable<Entry> entries = section is null ? [] : section.Entries;
        foreach (var entry in entries)
        {
            Declare(entry);
        }
    }

    public IEnumerable<string> Names => definitions.Keys;

    public bool Has(string name) => definitions.ContainsKey(name);

    /// <summary>A block, read; without its <see cref="BlockDefinition.Block"/> where it cannot be.</summary>
    public BlockDefinition Get(string name, SourceSpan use)
    {
        var definition = definitions[name];
        if (reading.Contains(definition))
        {
            var chain = reading.SkipWhile(block => block != definition).Append(definition).Select(static block => block.Entry.Key);
            problems.Add(use, DiagnosticDescriptors.BlockCallsItself, name, string.Join(" uses ", chain));
            return definition;
        }

        if (definition.IsRefused)
        {
            BreakUser();
            return definition;
        }

        if (definition.Block is null && reading.Count >= DeepestUse)
        {
            problems.Add(use, DiagnosticDescriptors.BlockCallsItself, name, $"blocks use blocks more than {Invariant.Text(DeepestUse)} deep");
            return definition;
        }

        if (definition.Block is null)
        {
            var before = problems.Mistakes;
            reading.Add(definition);
            Read(definition);
            reading.Remove(definition);
            definition.IsBroken |= problems.Mistakes > before;
        }

        if (definition.IsBroken)
        {
            BreakUser();
        }

        return definition;
    }

    /// <summary>What uses a block with a mistake is not to be relied on either.</summary>
    private void BreakUser()
    {
        if (reading.Count > 0)
        {
            reading[reading.Count - 1].IsBroken = true;
        }
    }

    /// <summary>Reads those that nothing used, so that what is wrong in them is said too.</summary>
    public void ReadAll()
    {
        foreach (var definition in definitions.Values)
        {
            Get(definition.Entry.Key, definition.Entry.KeySpan);
        }
    }

    private void Declare(Entry entry)
    {
        if (!LayerNames.IsName(entry.Key))
        {
            problems.WrongName(entry.KeySpan, "The name of a block", entry.Key);
            definitions[entry.Key] = new BlockDefinition(entry, []) { IsRefused = true };
        }
        else if (OpCatalogue.Find(entry.Key) is not null || entry.Key == LayerListReader.BranchesName)
        {
            problems.Add(entry.KeySpan, DiagnosticDescriptors.NameStandsTwice, "block", entry.Key, "a layer");
        }
        else if (entry.Value is not Value.Map map)
        {
            problems.WrongSort(entry.Value, $"The block '{entry.Key}'", "a mapping with its layers");
            definitions[entry.Key] = new BlockDefinition(entry, []) { IsRefused = true };
        }
        else
        {
            var before = problems.Mistakes;
            problems.CheckKeys(map.Entries, Keys, $"The block '{entry.Key}'");
            var parameters = ReadParameters(map).ToList();
            definitions[entry.Key] = new BlockDefinition(entry, parameters) { IsRefused = problems.Mistakes > before };
        }
    }

    private IEnumerable<BlockParameter> ReadParameters(Value.Map block)
    {
        var identifiers = new HashSet<string>(MemberNames.Taken, StringComparer.Ordinal) { BlockDefinition.InChannels.ToString(), BlockUse.IndexName };
        var value = block.Entries.FirstOrDefault(static entry => entry.Key == "parameters")?.Value;
        if (value is not (null or Value.Map or Value.Nothing))
        {
            problems.WrongSort(value, "The parameters", "a mapping, such as { out, stride: 1 }");
        }

        IEnumerable<Entry> entries = value is Value.Map map ? map.Entries : [];
        foreach (var entry in entries)
        {
            if (!LayerNames.IsName(entry.Key) || ReservedParameters.Contains(entry.Key))
            {
                problems.WrongName(entry.KeySpan, "The name of a parameter", entry.Key, $", and none of {string.Join(", ", ReservedParameters)}");
                continue;
            }

            Dim? usual = null;
            if (entry.Value is Value.Number { Amount: var number } && AnyWhole.Contains(number) && number == Math.Floor(number))
            {
                usual = (int)number;
            }
            else if (entry.Value is not Value.Nothing)
            {
                problems.WrongSort(entry.Value, $"The default of '{entry.Key}'", $"a whole number, {AnyWhole}, or nothing where every use must say it");
            }

            yield return new BlockParameter(entry.Key, Identifier(entry.Key, identifiers), usual);
        }
    }

    private static string Identifier(string name, HashSet<string> taken) => LocalNames.Take(name == "out" ? "outChannels" : name, taken);

    private void Read(BlockDefinition definition)
    {
        var map = (Value.Map)definition.Entry.Value;
        var name = definition.Entry.Key;
        var scope = new Dictionary<string, Dim>(StringComparer.Ordinal) { ["in"] = BlockDefinition.InChannels };
        foreach (var parameter in definition.Parameters)
        {
            scope.Add(parameter.Name, Dim.Of(parameter.Identifier));
        }

        var cursor = Cursor.InBlock(BlockDefinition.InChannels);
        var layers = new LayerListReader(this, scope, problems);
        var body = new BlockBodyReader(layers, problems).Read(definition.Entry, map, cursor, new LayerNames(""));
        if (body is null)
        {
            return;
        }

        definition.Block = new Block(
            ClassName(name),
            $"The block '{name}'.",
            [BlockDefinition.InChannels.ToString(), .. definition.Parameters.Select(static parameter => parameter.Identifier)],
            body);
        definition.Behind = cursor.Flow;
    }

    private string ClassName(string name)
    {
        var pascal = Casing.Pascal(name);
        var free = classNames.Contains(pascal) ? pascal + "Block" : pascal;
        return LocalNames.Take(free, classNames);
    }
}

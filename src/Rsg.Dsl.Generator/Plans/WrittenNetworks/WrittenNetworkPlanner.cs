using Rsg.Dsl.Collections;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Declarations.Yaml;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Nodes;
using Rsg.Dsl.Networks.Ops;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>Plans a network that a file writes out: its stem, its stages, its head, and the blocks that they use.</summary>
internal sealed class WrittenNetworkPlanner
{
    private const string Stem = "stem";
    private const string Head = "head";
    private const string Classifier = "classifier";

    private static readonly Shape StandIn = Shape.Maps(1, 1, 1);
    private static readonly IReadOnlyList<string> Keys = NetworkFileKeys.Names(NetworkFileKeys.OfNetwork);
    private static readonly IReadOnlyList<string> StageKeys = NetworkFileKeys.Names(NetworkFileKeys.OfStage);

    private readonly NetworkProblems problems;
    private readonly LayerListReader layers;
    private readonly BlockTable blocks;
    private readonly Cursor cursor;
    private readonly List<Part> parts = [];
    private bool hasLayerAsStage;

    private WrittenNetworkPlanner(ModelDeclaration declaration, Shape? input, List<DiagnosticInfo> diagnostics)
    {
        problems = new NetworkProblems(diagnostics);
        blocks = new BlockTable(declaration.Find(SectionNames.Blocks), declaration.Type.Name, problems);
        layers = new LayerListReader(blocks, new Dictionary<string, Dim>(), problems);
        cursor = Cursor.AtImages(input, new ShapeInference(problems.Report));
    }

    /// <summary>The network; where something in it is wrong its shapes behind that are not to be relied on.</summary>
    /// <param name="declaration">The whole declaration.</param>
    /// <param name="section">The part that writes the network.</param>
    /// <param name="input">The shape of an image; without one no shape is checked.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="head">The classifier.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static NetworkGraph Plan(ModelDeclaration declaration, Section section, Shape? input, int classes, HeadKind head, List<DiagnosticInfo> diagnostics)
    {
        var planner = new WrittenNetworkPlanner(declaration, input, diagnostics);
        planner.ReadParts(section, classes, head);
        planner.blocks.ReadAll();
        return new NetworkGraph(declaration.Type.Name, $"The network that {declaration.Type.Name} declares", input ?? StandIn, planner.parts.ToEquatableArray(), Initialization.He)
        {
            HasShapes = planner.cursor.Shape is not null,
        };
    }

    private void ReadParts(Section section, int classes, HeadKind head)
    {
        var areKeysKnown = problems.CheckKeys(section.Entries, Keys, "'network'");
        if (section.Find(Stem) is { } stem)
        {
            Add(Stem, stage: null, layers.Read(stem.Value, "The stem", cursor, new LayerNames(Stem + ".")));
        }

        if (section.Find("stages")?.Value is Value.List { Items.Count: > 0 } stages)
        {
            for (var i = 0; i < stages.Items.Count; i++)
            {
                ReadStage(stages.Items[i], i + 1);
            }
        }
        else
        {
            var said = section.Find("stages")?.Value;
            cursor.LoseShape();
            if (said is not null || areKeysKnown)
            {
                problems.WrongSort(said?.Span ?? section.Span, "What 'stages' says", said is null ? "missing" : ValueWords.Describe(said), "a list of lists of layers, at least one");
            }
        }

        ReadHead(section.Find(Head), section.Span, classes, head);
    }

    private void ReadStage(Value value, int number)
    {
        var name = UsualName(number);
        if (layers.IsLayer(value))
        {
            // Said once: who forgets the inner list forgets it in every line.
            if (!hasLayerAsStage)
            {
                problems.WrongSort(value.Span, $"Stage {Invariant.Text(number)}", "a single layer", "a list of layers, such as [conv: 64, relu]");
            }

            hasLayerAsStage = true;
            cursor.LoseShape();
            Add(name, number, []);
            return;
        }

        if (value is Value.Map map)
        {
            var areKeysKnown = problems.CheckKeys(map.Entries, StageKeys, "A stage");
            name = StageName(map.Entries.FirstOrDefault(static entry => entry.Key == "name"), name);
            if (map.Entries.FirstOrDefault(static entry => entry.Key == "layers") is not { } inner)
            {
                cursor.LoseShape();
                if (areKeysKnown)
                {
                    problems.WrongSort(value, $"Stage {Invariant.Text(number)}", "a list of layers, or a name with layers");
                }

                Add(name, number, []);
                return;
            }

            value = inner.Value;
        }

        var nodes = layers.ReadStack(value, name, cursor) is { } stack
            ? [stack]
            : layers.Read(value, $"Stage {Invariant.Text(number)}", cursor, new LayerNames(name + "."));
        Add(name, number, nodes);
    }

    /// <summary>What a stage without a name is called; a stage before it may have been given that very name.</summary>
    private string UsualName(int number)
    {
        var name = "stage" + Invariant.Text(number);
        while (parts.Any(part => part.Name == name))
        {
            name += "_2";
        }

        return name;
    }

    private string StageName(Entry? said, string usual)
    {
        if (said is null)
        {
            return usual;
        }

        if (said.Value is not Value.Text { Content: var name } || !LayerNames.IsName(name))
        {
            problems.WrongSort(said.Value, "The name of a stage", "letters, digits and underscores, starting with a letter");
            return usual;
        }

        if (name is Stem or Head or Classifier || parts.Any(part => part.Name == name))
        {
            problems.Add(said.Value.Span, DiagnosticDescriptors.NameStandsTwice, "stage", name, "another part of the network");
            return usual;
        }

        return name;
    }

    private void ReadHead(Entry? said, SourceSpan network, int classes, HeadKind kind)
    {
        List<Node> nodes;
        if (said is not null)
        {
            nodes = layers.Read(said.Value, "The head", cursor, new LayerNames(Head + "."), mayBeEmpty: true);
        }
        else if (cursor.Shape is { IsMaps: false })
        {
            // The last stage has made a vector already.
            nodes = [];
        }
        else
        {
            nodes = [Layer.Function(new GlobalPoolOp())];
            problems.Locate(nodes[0], new NodePlace(network, Head, Head));
            cursor.Pass(nodes[0], cursor.Flow);
        }

        var place = said?.KeySpan ?? network;
        if (cursor.Shape is { IsMaps: true } maps)
        {
            problems.Add(
                place, DiagnosticDescriptors.ShapesDoNotFit, Head, "its end", $"maps {maps} arrive at the classifier, which needs a vector; end the head with globalAvgPool or flatten");
            cursor.LoseShape();
        }

        var features = cursor.Shape?.Channels ?? 1;
        var classifier = new Layer(Classifier, kind == HeadKind.Cosine ? new NormedLinearOp(features, classes) : new LinearOp(features, classes));
        problems.Locate(classifier, new NodePlace(place, Classifier, Classifier));
        cursor.Pass(classifier, cursor.Flow);
        nodes.Add(classifier);
        parts.Add(new Part(Head, Stage: null, Sequence.Of([.. nodes]), Shape.Vector(classes)));
    }

    private void Add(string name, int? stage, List<Node> nodes)
        => parts.Add(new Part(name, stage, nodes.Count == 1 ? nodes[0] : Sequence.Of([.. nodes]), cursor.Shape ?? StandIn));
}

namespace Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;

/// <summary>One mistake that is made in a right file.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Id">The error that follows.</param>
/// <param name="Apply">Makes the mistake; returns the piece that the error stands at, or <c>null</c> where the file has no place for the mistake.</param>
internal sealed record Mutation(string Name, string Id, Func<MutatedSpec, Yaml?> Apply)
{
    public static readonly IReadOnlyList<Mutation> All =
    [
        new("a layer that there is not", "RSG2005", static spec => spec.InsertAnywhere("convv")),
        new("a key that a layer does not have", "RSG1101", static spec => spec.InsertAnywhere(Yaml.Layer("conv", ("out", "$channels"), ("kernal", 3)), static layer => layer.KeyOf("kernal"))),
        new("the needed key, misspelt", "RSG1101", static spec => spec.InsertAnywhere(Yaml.Layer("conv", ("outt", "$channels")), static layer => layer.KeyOf("outt"))),
        new("a parameter that there is not", "RSG2009", static spec => spec.InsertAnywhere(Yaml.Map(("conv", "$chanels")), static layer => layer["conv"]!)),
        new("a number that is no flag", "RSG0008", static spec => spec.InsertAnywhere(Yaml.Layer("conv", ("out", "$channels"), ("bias", 3)), static layer => layer.Said("bias"))),
        new("no channels", "RSG0008", static spec => spec.InsertAnywhere(Yaml.Layer("conv", ("out", 0)), static layer => layer.Said("out"))),
        new("a list of channels", "RSG0008", static spec => spec.InsertAnywhere(Yaml.Map(("conv", Yaml.List(3, 3))), static layer => layer["conv"]!)),
        new("three numbers for a window", "RSG0008", static spec => spec.InsertAnywhere(Yaml.Map(("maxPool", Yaml.List(1, 1, 1))), static layer => layer["maxPool"]!)),
        new("a word for a window", "RSG0008", static spec => spec.InsertAnywhere(Yaml.Map(("maxPool", "big")), static layer => layer["maxPool"]!)),
        new("a word that is none of them", "RSG0008", static spec => spec.InsertAnywhere(Yaml.Layer("maxPool", ("kernel", 1), ("remainder", "dropp")), static layer => layer.Said("remainder"))),
        new("a share above 1", "RSG0008", static spec => spec.InsertAnywhere(Yaml.Map(("dropout", 2)), static layer => layer["dropout"]!)),
        new("an even kernel", "RSG0008", static spec => spec.InsertAnywhere(Yaml.Layer("conv", ("out", "$channels"), ("kernel", 4)), static layer => layer.Said("kernel"))),
        new("a value for a layer that takes none", "RSG1106", static spec => spec.InsertAnywhere(Yaml.Map(("relu", 3)), static layer => layer["relu"]!)),
        new("a lone value for a layer that takes none", "RSG1106", static spec => spec.InsertAnywhere(Yaml.Map(("batchNorm", 3)), static layer => layer["batchNorm"]!)),
        new("a name that is none", "RSG1106", static spec => spec.InsertAnywhere(Yaml.Layer("conv", ("out", "$channels"), ("name", "a-b")), static layer => layer.Said("name"))),
        new("a convolution without channels", "RSG1102", static spec => spec.InsertAnywhere("conv")),
        new("a pooling without a window", "RSG1102", static spec => spec.InsertAnywhere(Yaml.Layer("maxPool", ("stride", 1)), static layer => layer.KeyOf("maxPool"))),
        new("a merge that there is not", "RSG1106", static spec => spec.InsertAnywhere(Yaml.Layer("branches", ("merge", "ad"), ("paths", Yaml.List(Yaml.List(), Yaml.List()))), static layer => layer.Said("merge"))),
        new("a key that branches do not have", "RSG1101", static spec => spec.InsertAnywhere(Yaml.Layer("branches", ("mrge", "add"), ("paths", Yaml.List(Yaml.List(), Yaml.List()))), static layer => layer.KeyOf("mrge"))),
        new("one path", "RSG1106", static spec => spec.InsertAnywhere(Yaml.Layer("branches", ("paths", Yaml.List(Yaml.List()))), static layer => layer.Said("paths"))),
        new("branches without paths", "RSG1106", static spec => spec.InsertAnywhere(Yaml.Layer("branches", ("merge", "add")), static layer => layer.KeyOf("branches"))),
        new("a path that is no list", "RSG1106", static spec => spec.InsertAnywhere(Yaml.Layer("branches", ("paths", Yaml.List(Yaml.List(), "relu"))), static layer => ((YamlList)layer.Said("paths")).Items[1])),
        new("an expression that does not end", "RSG2009", static spec => spec.InsertAnywhere(Yaml.Layer("conv", ("out", "($channels + 1")), static layer => layer.Said("out"))),
        new("a linear layer on maps", "RSG2006", static spec => spec.InsertFirst(Yaml.Map(("linear", 4)), static layer => layer.KeyOf("linear"))),
        new("an addition of other channels", "RSG2006", static spec => spec.InsertFirst(Yaml.Layer("branches", ("merge", "add"), ("paths", Yaml.List(Yaml.List(), Yaml.List(Yaml.Map(("conv", 71)))))), static layer => layer.KeyOf("branches"))),
        new("a stride on one path", "RSG2006", static spec => spec.InsertFirst(Yaml.Layer("branches", ("paths", Yaml.List(Yaml.List("relu"), Yaml.List(Yaml.Layer("conv", ("out", 3), ("stride", 2), ("remainder", "drop")))))), static layer => layer.KeyOf("branches"))),
        new("maps and a vector", "RSG2006", static spec => spec.InsertFirst(Yaml.Layer("branches", ("paths", Yaml.List(Yaml.List("relu"), Yaml.List("globalAvgPool")))), static layer => layer.KeyOf("branches"))),
        new("groups that do not divide", "RSG2006", static spec => spec.InsertFirst(Yaml.Layer("conv", ("out", "$channels"), ("groups", 65521)), static layer => layer.Said("groups"))),
        new("a window that is too large", "RSG2006", static spec => spec.InsertFirst(Yaml.Layer("conv", ("out", 3), ("kernel", 4095), ("padding", 0)), static layer => layer.Said("kernel"))),
        new("a padding that is too large", "RSG2006", static spec => spec.InsertFirst(Yaml.Layer("maxPool", ("kernel", 3), ("padding", 2)), static layer => layer.Said("padding"))),
        new("a division with a rest", "RSG2009", static spec => spec.InsertFirst(Yaml.Layer("conv", ("out", "$channels / 7")), static layer => layer.Said("out"))),
        new("a division by nothing", "RSG2009", static spec => spec.InsertFirst(Yaml.Layer("conv", ("out", "$channels / ($channels - $channels)")), static layer => layer.Said("out"))),
        new("fewer channels than none", "RSG0008", static spec => spec.InsertFirst(Yaml.Layer("conv", ("out", "$channels - 10")), static layer => layer.Said("out"))),
        new("more channels than there can be", "RSG2009", static spec => spec.InsertFirst(Yaml.Layer("conv", ("out", "$channels * 99999999 * 99999999")), static layer => layer.Said("out"))),
        new("two layers of one name", "RSG2008", static spec =>
        {
            spec.InsertFirst(Yaml.Layer("batchNorm", ("name", "twin")), static layer => layer);
            spec.InsertFirst(Yaml.Layer("batchNorm", ("name", "twin")), static layer => layer);
            return ((YamlMap)spec.First.Items[1]).Said("name");
        }),
        new("an empty stage", "RSG1106", static spec => Add((YamlList)spec.Network["stages"]!, Yaml.List())),
        new("a stage that is a word", "RSG1106", static spec => Add((YamlList)spec.Network["stages"]!, "relu")),
        new("a stage without layers", "RSG1106", static spec => Add((YamlList)spec.Network["stages"]!, Yaml.Map(("name", "bare")))),
        new("a stage with the stem's name", "RSG2008", static spec => ((YamlMap)Add((YamlList)spec.Network["stages"]!, Yaml.Map(("name", "stem"), ("layers", Yaml.List("relu")))))["name"]),
        new("a stage with the classifier's name", "RSG2008", static spec => ((YamlMap)Add((YamlList)spec.Network["stages"]!, Yaml.Map(("name", "classifier"), ("layers", Yaml.List("relu")))))["name"]),
        new("a key that a stage does not have", "RSG1101", static spec => ((YamlMap)Add((YamlList)spec.Network["stages"]!, Yaml.Map(("layrs", Yaml.List("relu")), ("layers", Yaml.List("relu"))))).Entries[0].Key),
        new("the layers of a stage, misspelt", "RSG1101", static spec => ((YamlMap)Add((YamlList)spec.Network["stages"]!, Yaml.Map(("layrs", Yaml.List("relu"))))).Entries[0].Key),
        new("a key that a network does not have", "RSG1101", static spec => spec.Network.With("haed", Yaml.List("globalAvgPool")).Entries[^1].Key),
        new("the stages, misspelt", "RSG1101", static spec => Rename(spec.Network, "stages", "stags")),
        new("the stages, misspelt before a cut", "RSG1101", static spec => spec.Set("rsg", Yaml.Map(("stage", 1), ("frequentRatio", "0.6"))) is null ? null : Rename(spec.Network, "stages", "stags")),
        new("the layers of the stage before a cut, misspelt", "RSG1101", static spec =>
        {
            var stages = ((YamlList)spec.Network["stages"]!).Items;
            stages.Add(Yaml.Map(("layrs", Yaml.List("relu"))));
            spec.Set("rsg", Yaml.Map(("stage", stages.Count), ("frequentRatio", "0.6")));
            return ((YamlMap)stages[^1]).Entries[0].Key;
        }),
        new("the model, misspelt", "RSG1101", static spec => Rename(spec.Root, "model", "modle")),
        new("the namespace, misspelt", "RSG1101", static spec => Rename(spec.Root, "namespace", "namespce")),
        new("the input, misspelt", "RSG1101", static spec => Rename(spec.Root, "input", "inptu")),
        new("the classes, misspelt", "RSG1101", static spec => Rename(spec.Root, "classes", "clases")),
        new("the network, misspelt", "RSG1101", static spec => Rename(spec.Root, "network", "netwrk")),
        new("the blocks, misspelt", "RSG1101", static spec => spec.Blocks is null ? null : Rename(spec.Root, "blocks", "bloks")),
        new("the layers of a block, misspelt", "RSG1101", static spec => spec.Blocks is { } blocks && ((YamlMap)blocks.Entries[0].Value) is var block
            ? Rename(block, block["layers"] is null ? "main" : "layers", "lyers") : null),
        new("the parameters of a block, misspelt", "RSG1101", static spec => spec.Blocks?.Entries.Select(static block => (YamlMap)block.Value).FirstOrDefault(static block => block["parameters"] is not null) is { } block
            ? Rename(block, "parameters", "params") : null),
        new("the paths, misspelt", "RSG1101", static spec => spec.InsertAnywhere(Yaml.Layer("branches", ("pahts", Yaml.List(Yaml.List(), Yaml.List()))), static layer => layer.KeyOf("pahts"))),
        new("a key that a file does not have", "RSG1101", static spec => spec.Root.With("trian", Yaml.Map()).Entries[^1].Key),
        new("a key that stands twice", "RSG1006", static spec => spec.Root.With("model", "N").Entries[^1].Key),
        new("a loss that there is not", "RSG1104", static spec => spec.Set("loss", "ldm")),
        new("a cut that there is not", "RSG3001", static spec => ((YamlMap)spec.Set("rsg", Yaml.Map(("stage", 99), ("frequentRatio", "0.6"))))["stage"]),
        new("a part that there is not", "RSG3002", static spec => ((YamlMap)spec.Set("rsg", Yaml.Map(("after", "layer9"), ("frequentRatio", "0.6"))))["after"]),
        new("no size of images", "RSG2013", static spec => spec.Root.Entries.RemoveAll(static entry => entry.Key.Text == "input") > 0 ? spec.Root.Entries.First(static entry => entry.Key.Text == "network").Key : null),
        new("maps at the classifier", "RSG2006", static spec => spec.SetHead(Yaml.List("relu"))),
        new("an unknown shortcut", "RSG1106", static spec => spec.Blocks?.Entries.Select(static block => (YamlMap)block.Value).FirstOrDefault(static block => block["shortcut"] is YamlText) is { } block
            ? Replace(block, "shortcut", "projektion") : null),
        new("a key that a block does not have", "RSG1101", static spec => (spec.Blocks?.Entries[0].Value as YamlMap)?.With("shortkut", "identity").Entries[^1].Key),
        new("a block that is a word", "RSG1106", static spec => spec.Blocks is { } blocks ? Replace(blocks, blocks.Entries[0].Key.Text, "none") : null),
        new("a block that is named like a layer", "RSG2008", static spec => spec.Blocks?.With("conv", Yaml.Map(("layers", Yaml.List("relu")))).Entries[^1].Key),
        new("an unused block that does nothing", "RSG1106", static spec => spec.Blocks?.With("idle", Yaml.Map(("after", Yaml.List("relu")))).Entries[^1].Key),
        new("a parameter that every block has", "RSG1106", static spec => ((YamlMap?)spec.Blocks?.With("odd", Yaml.Map(("parameters", Yaml.Map(("in", 3))), ("layers", Yaml.List("relu")))).Entries[^1].Value)?.KeyIn("parameters", "in")),
        new("a block that uses itself", "RSG2007", static spec => spec.UseInItself()),
        new("a parameter that a block does not have", "RSG1101", static spec => spec.Use(static said => said.With("nope", 1)) is { } use ? use.KeyOf("nope") : null),
        new("a repeat of none", "RSG0008", static spec => spec.Use(static said => said.With("repeat", 0)) is { } use ? use.Said("repeat") : null),
        new("a block, misspelt", "RSG2005", static spec => spec.Use(static said => said) is { } use ? spec.Misspell(use) : null),
        new("a block without a parameter", "RSG1102", static spec => spec.UseWithoutParameters()),
    ];

    public override string ToString() => Name;

    private static Yaml Add(YamlList list, Yaml item)
    {
        list.Items.Add(item);
        return item;
    }

    private static YamlText? Rename(YamlMap map, string key, string name)
    {
        var said = map.Entries.First(entry => entry.Key.Text == key).Key;
        said.Text = name;
        return said;
    }

    private static Yaml Replace(YamlMap map, string key, Yaml value)
    {
        var index = map.Entries.FindIndex(entry => entry.Key.Text == key);
        map.Entries[index] = (map.Entries[index].Key, value);
        return value;
    }
}

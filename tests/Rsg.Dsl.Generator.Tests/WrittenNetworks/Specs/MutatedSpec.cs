namespace Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;

/// <summary>A right file in which one mistake is made, and the places where it can be made.</summary>
internal sealed class MutatedSpec(YamlMap root, Random random)
{
    public YamlMap Root => root;

    public YamlMap Network => (YamlMap)root["network"]!;

    public YamlMap? Blocks => root["blocks"] as YamlMap;

    /// <summary>The first layers of the network, at which the images arrive.</summary>
    public YamlList First => (YamlList?)Network["stem"] ?? ListOf(((YamlList)Network["stages"]!).Items[0]);

    /// <summary>Puts a layer somewhere: into a part of the network, a path or a block, used or not.</summary>
    public Yaml InsertAnywhere(Yaml layer)
    {
        var lists = new List<YamlList>();
        foreach (var stage in ((YamlList)Network["stages"]!).Items)
        {
            Collect(ListOf(stage), lists);
        }

        if (Network["stem"] is YamlList stem)
        {
            Collect(stem, lists);
        }

        foreach (var key in (string[])["layers", "main", "after"])
        {
            foreach (var block in Blocks?.Entries ?? [])
            {
                if (((YamlMap)block.Value)[key] is YamlList list)
                {
                    Collect(list, lists);
                }
            }
        }

        var chosen = lists[random.Next(lists.Count)].Items;
        chosen.Insert(random.Next(chosen.Count + 1), layer);
        return layer;
    }

    public Yaml InsertAnywhere(YamlMap layer, Func<YamlMap, Yaml> target)
    {
        InsertAnywhere(layer);
        return target(layer);
    }

    /// <summary>Puts a layer where the images arrive.</summary>
    public Yaml InsertFirst(YamlMap layer, Func<YamlMap, Yaml> target)
    {
        First.Items.Insert(0, layer);
        return target(layer);
    }

    public Yaml Set(string key, Yaml value)
    {
        root.Entries.RemoveAll(entry => entry.Key.Text == key);
        root.With(key, value);
        return value;
    }

    public Yaml SetHead(YamlList head)
    {
        Network.Entries.RemoveAll(static entry => entry.Key.Text == "head");
        return Network.With("head", head).Entries[^1].Key;
    }

    /// <summary>Uses the first block behind everything else, with all its parameters.</summary>
    public YamlMap? Use(Func<YamlMap, YamlMap> change)
    {
        if (Blocks is not { } blocks)
        {
            return null;
        }

        var use = Yaml.Map().With(blocks.Entries[0].Key.Text, change(Arguments((YamlMap)blocks.Entries[0].Value)));
        ListOf(((YamlList)Network["stages"]!).Items[^1]).Items.Add(use);
        return use;
    }

    public Yaml? UseInItself()
    {
        if (Blocks is not { } blocks)
        {
            return null;
        }

        var (name, block) = blocks.Entries[random.Next(blocks.Entries.Count)];
        var use = Yaml.Map().With(name.Text, Arguments((YamlMap)block));
        ((YamlList)(((YamlMap)block)["layers"] ?? ((YamlMap)block)["main"])!).Items.Add(use);
        return use.Entries[0].Key;
    }

    public Yaml? UseWithoutParameters()
    {
        var needing = Blocks?.Entries.FirstOrDefault(static block => ((YamlMap)block.Value)["parameters"] is YamlMap parameters && parameters.Entries.Exists(static entry => entry.Value is YamlText { Text: "" }));
        if (needing?.Key is not { } name)
        {
            return null;
        }

        var use = new YamlText(name.Text) { IsName = true };
        ListOf(((YamlList)Network["stages"]!).Items[^1]).Items.Add(use);
        return use;
    }

    public Yaml Misspell(YamlMap use)
    {
        use.Entries[0].Key.Text += "zz";
        return use.Entries[0].Key;
    }

    private static YamlList ListOf(Yaml stage) => stage as YamlList ?? (YamlList)((YamlMap)stage)["layers"]!;

    private static YamlMap Arguments(YamlMap block)
    {
        var said = Yaml.Map();
        foreach (var (parameter, _) in (block["parameters"] as YamlMap)?.Entries ?? [])
        {
            said.With(parameter.Text, 1);
        }

        return said;
    }

    /// <summary>A list of layers, and those of the paths in it.</summary>
    private static void Collect(YamlList layers, List<YamlList> lists)
    {
        lists.Add(layers);
        foreach (var branches in layers.Items.OfType<YamlMap>().Where(static layer => layer.Entries[0].Key.Text == "branches"))
        {
            var paths = ((YamlMap)branches["branches"]!)["paths"]!;
            foreach (var path in paths is YamlList list ? list.Items : ((YamlMap)paths).Entries.Select(static entry => entry.Value))
            {
                Collect((YamlList)path, lists);
            }
        }
    }
}

/// <summary>The pieces of a layer and of what is said of it.</summary>
internal static class Pieces
{
    /// <summary>The layer's own name, or a key that is said of it.</summary>
    public static Yaml KeyOf(this YamlMap layer, string key)
        => layer.Entries.Concat((layer.Entries[0].Value as YamlMap)?.Entries ?? []).First(entry => entry.Key.Text == key).Key;

    /// <summary>The value of a key that is said of a layer.</summary>
    public static Yaml Said(this YamlMap layer, string key) => ((YamlMap)layer.Entries[0].Value)[key]!;

    /// <summary>A key of a part of a map.</summary>
    public static Yaml KeyIn(this YamlMap map, string part, string key) => ((YamlMap)map[part]!).Entries.First(entry => entry.Key.Text == key).Key;
}

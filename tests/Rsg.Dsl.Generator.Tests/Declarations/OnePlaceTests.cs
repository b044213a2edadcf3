using System.Globalization;
using System.Reflection;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Networks.Backbones;
using Rsg.Dsl.Plans.Recipes;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Generator.Tests.Declarations;

/// <summary>What the runtime's attributes show in an editor is what the generator decides.</summary>
public class OnePlaceTests
{
    private static readonly string[] WithoutDefault =
    [
        "Rsg.BackboneAttribute.Classes", "Rsg.BackboneAttribute.Channels", "Rsg.BackboneAttribute.Height", "Rsg.BackboneAttribute.Width", "Rsg.BackboneAttribute.Head",
        "Rsg.NetworkAttribute.Classes", "Rsg.NetworkAttribute.Height", "Rsg.NetworkAttribute.Width", "Rsg.RsgInsertAttribute.Stage", "Rsg.TrainAttribute.GenerateFromEpoch", "Rsg.TrainAttribute.BoundaryEpoch",
    ];

    [Fact]
    public void Every_property_of_an_attribute_is_a_key_with_the_same_kind_and_default()
    {
        var shown = DeclaringAttributes.All.SelectMany(static attribute => attribute.GetProperties()
            .Where(static property => property.DeclaringType == property.ReflectedType)
            .Select(property => (Name: Name(attribute, property.Name), Kind: Kind(property.PropertyType), Default: Default(attribute, property))));

        var decided = AttributeNames.All.SelectMany(static schema => schema.Keys
            .Select(key => (Name: $"{schema.MetadataName}.{Pascal(key.Name)}", key.Kind, Default: key.Default is { } number ? Invariant.Text(number) : Pascal(key.DefaultWord))));

        Assert.Equal(decided.OrderBy(static row => row.Name, StringComparer.Ordinal), shown.OrderBy(static row => row.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_default_is_in_its_own_range()
        => Assert.All(Keys(), static key => Assert.True(key.Default is not { } number || key.Range!.Contains(number), key.Name));

    [Fact]
    public void Every_key_says_what_it_means_and_what_it_is_by_default()
        => Assert.All(Keys(), static key =>
        {
            Assert.Matches(@"^[A-Z].*\.$", key.Doc);
            Assert.Matches("^[a-z][A-Za-z]*$", key.Name);
            Assert.Equal(key.Kind is KeyKind.WholeNumber or KeyKind.Number or KeyKind.WholeNumbers or KeyKind.Numbers, key.Range is not null);
            Assert.Equal(key.Kind is KeyKind.Word or KeyKind.Words, key.Words.Count > 0);
        });

    [Theory]
    [InlineData(typeof(BackboneKeys))]
    [InlineData(typeof(OwnModuleKeys))]
    [InlineData(typeof(RsgKeys))]
    [InlineData(typeof(ReweightKeys))]
    [InlineData(typeof(ResampleKeys))]
    [InlineData(typeof(DeferralKeys))]
    [InlineData(typeof(AugmentationKeys))]
    [InlineData(typeof(RecipeKeys))]
    [InlineData(typeof(TrainKeys))]
    public void No_key_is_missing_in_the_table(Type keys)
        => Assert.All(
            keys.GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => field.GetValue(null)).OfType<Key>(),
            static key => Assert.Contains(key, Keys()));

    [Fact]
    public void Every_attribute_is_read()
        => Assert.Equal(
            DeclaringAttributes.All.Select(static attribute => attribute.FullName!),
            AttributeNames.All.Select(static schema => schema.MetadataName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_loss_is_a_class_of_the_runtime()
    {
        foreach (var loss in LossCatalogue.All)
        {
            var constructor = Assert.Single(typeof(BackboneAttribute).Assembly.GetType($"Rsg.Losses.{loss.TypeName}", throwOnError: true)!.GetConstructors());
            var numbers = constructor.GetParameters().Where(static parameter => parameter.ParameterType == typeof(double)).ToList();
            Assert.Equal(loss.Parameters.Select(static key => (key.Name, key.Default!.Value)), numbers.Select(static parameter => (parameter.Name!, (double)parameter.DefaultValue!)));
            Assert.Equal(loss.NeedsClassCounts, constructor.GetParameters().Any(static parameter => parameter.ParameterType == typeof(Rsg.Balancing.ClassCounts)));
            Assert.Equal(loss.IsDisposable, typeof(IDisposable).IsAssignableFrom(constructor.DeclaringType));
        }
    }

    [Fact]
    public void Every_sampler_is_a_class_of_the_runtime()
    {
        Assert.Equal(Enum.GetValues<SamplerKind>(), SamplerCatalogue.All.Select(static sampler => sampler.Kind));
        Assert.All(SamplerCatalogue.All, static sampler =>
        {
            var constructor = Assert.Single(typeof(BackboneAttribute).Assembly.GetType($"Rsg.Balancing.{sampler.TypeName}", throwOnError: true)!.GetConstructors());
            string[] expected = ["labels", "classes", .. sampler.TakesBeta ? ["beta"] : Array.Empty<string>(), .. sampler.TakesSpan ? ["firstEpoch", "epochs"] : Array.Empty<string>(), "seed"];
            Assert.Equal(expected, constructor.GetParameters().Select(static parameter => parameter.Name));
        });
    }

    [Theory]
    [InlineData(typeof(Form), typeof(RsgForm))]
    [InlineData(typeof(MvTerms), typeof(RsgMvTerms))]
    [InlineData(typeof(Displacement), typeof(RsgDisplacement))]
    [InlineData(typeof(AddTo), typeof(RsgAddTo))]
    [InlineData(typeof(Head), typeof(HeadKind))]
    [InlineData(typeof(Schedule), typeof(ScheduleKind))]
    [InlineData(typeof(Sampler), typeof(SamplerKind))]
    [InlineData(typeof(Crop), typeof(CropKind))]
    public void The_generators_words_are_the_runtimes(Type runtime, Type generator)
    {
        Assert.Equal(Enum.GetNames(runtime), Enum.GetNames(generator));
        Assert.Equal(runtime.IsDefined(typeof(FlagsAttribute)), generator.IsDefined(typeof(FlagsAttribute)));
    }

    [Fact]
    public void The_words_of_the_RSG_have_the_same_defaults()
    {
        var attribute = new RsgInsertAttribute();
        var options = new Rsg.Generation.RareSampleGeneratorOptions();
        Assert.Equal(
            (RsgForm.Paper.ToString(), RsgMvTerms.All.ToString(), RsgDisplacement.Transformed.ToString(), RsgAddTo.RareSamples.ToString()),
            (attribute.Form.ToString(), attribute.MvTerms.ToString(), attribute.Displacement.ToString(), attribute.AddTo.ToString()));
        Assert.Equal(
            (attribute.Form, attribute.MvTerms, attribute.Displacement, attribute.AddTo),
            (options.Form, options.MvTerms, options.Displacement, options.AddTo));
        Assert.Equal(
            (attribute.Centers, attribute.TransferStrength, attribute.ContrastiveChannels),
            (options.Centers, options.TransferStrength, options.ContrastiveChannels));
    }

    [Fact]
    public void Every_named_network_is_in_the_catalogue_and_the_other_way_round()
    {
        var constants = typeof(Backbones).GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(static field => field.Name, static field => (string)field.GetRawConstantValue()!);

        Assert.Equal(BackboneCatalogue.Names.Order(StringComparer.Ordinal), constants.Values.Order(StringComparer.Ordinal));
        Assert.All(constants, static pair => Assert.Equal(pair.Value, pair.Key.ToLowerInvariant()));
    }

    [Fact]
    public void Every_named_recipe_is_in_the_catalogue_and_the_other_way_round()
        => Assert.Equal(
            RecipeCatalogue.Names.Order(StringComparer.Ordinal),
            typeof(Recipes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal));

    private static IEnumerable<Key> Keys() => AttributeNames.All.SelectMany(static schema => schema.Keys);

    private static KeyKind Kind(Type type)
        => type == typeof(int) ? KeyKind.WholeNumber
            : type == typeof(double) ? KeyKind.Number
            : type == typeof(bool) ? KeyKind.Flag
            : type == typeof(string) ? KeyKind.Text
            : type == typeof(double[]) ? KeyKind.Numbers
            : type == typeof(int[]) ? KeyKind.WholeNumbers
            : type == typeof(string[]) ? KeyKind.Texts
            : type.IsDefined(typeof(FlagsAttribute)) ? KeyKind.Words
            : KeyKind.Word;

    /// <summary>The default that an editor shows; none where it follows from the rest of the declaration, which an attribute cannot show.</summary>
    private static string? Default(Type attribute, PropertyInfo property)
    {
        var name = Name(attribute, property.Name);
        return WithoutDefault.Contains(name) || property.PropertyType == typeof(string) || property.PropertyType.IsArray
            ? null
            : string.Format(CultureInfo.InvariantCulture, "{0}", property.GetValue(DeclaringAttributes.Create(attribute)));
    }

    private static string Name(Type attribute, string property) => $"{attribute.FullName}.{property}";

    private static string? Pascal(string? key) => key is null ? null : char.ToUpperInvariant(key[0]) + key[1..];
}

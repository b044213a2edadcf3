using System.Globalization;
using System.Reflection;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Networks;
using Rsg.Dsl.Networks.Backbones;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Generator.Tests.Declarations;

/// <summary>What the runtime's attributes show in an editor is what the generator decides.</summary>
public class OnePlaceTests
{
    // Numbers whose default follows from the rest of the declaration: an attribute cannot show it.
    private static readonly string[] WithoutDefault = ["Backbone.Classes", "Backbone.Channels", "Backbone.Height", "Backbone.Width", "RsgInsert.Stage", "Train.GenerateFromEpoch"];

    [Fact]
    public void Every_number_of_an_attribute_has_a_parameter_with_the_same_default()
    {
        var shown = DeclaringAttributes.All
            .SelectMany(static attribute => Numbers(attribute).Select(property => (
                Name: Name(attribute, property.Name),
                Default: Convert.ToDouble(property.GetValue(DeclaringAttributes.Create(attribute)), CultureInfo.InvariantCulture),
                IsWhole: property.PropertyType == typeof(int))))
            .ToList();

        var decided = Parameters()
            .Select(static row => (Name: Name(row.Attribute, Pascal(row.Parameter.Key)), row.Parameter.Default, row.Parameter.IsWhole))
            .ToList();

        Assert.Equal(decided.OrderBy(static row => row.Name, StringComparer.Ordinal), shown.Where(static row => !WithoutDefault.Contains(row.Name)).OrderBy(static row => row.Name, StringComparer.Ordinal));
        Assert.All(WithoutDefault, name => Assert.Contains((name, 0.0, true), shown));
    }

    [Fact]
    public void Every_default_is_in_its_own_range()
        => Assert.All(Parameters(), static row => Assert.True(row.Parameter.Range.Contains(row.Parameter.Default), $"{row.Attribute.Name}.{row.Parameter.Key}"));

    [Fact]
    public void Every_attribute_is_read()
        => Assert.Equal(
            DeclaringAttributes.All.Select(static attribute => attribute.FullName!),
            AttributeNames.Companions.Select(static row => row.MetadataName).Append(AttributeNames.Backbone).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_loss_attribute_is_a_loss_of_the_catalogue_and_of_the_runtime()
    {
        foreach (var (attribute, section, kind) in AttributeNames.Companions.Where(static row => row.Section == SectionNames.Loss))
        {
            var loss = LossCatalogue.Get(kind!);
            Assert.Equal($"Rsg.{loss.TypeName}Attribute", attribute);

            var constructor = Assert.Single(typeof(BackboneAttribute).Assembly.GetType($"Rsg.Losses.{loss.TypeName}", throwOnError: true)!.GetConstructors());
            var numbers = constructor.GetParameters().Where(static parameter => parameter.ParameterType == typeof(double)).ToList();
            Assert.Equal(loss.Parameters.Select(static parameter => (parameter.Key, parameter.Default)), numbers.Select(static parameter => (parameter.Name!, (double)parameter.DefaultValue!)));
            Assert.Equal(loss.NeedsClassCounts, constructor.GetParameters().Any(static parameter => parameter.ParameterType == typeof(Rsg.Balancing.ClassCounts)));
            Assert.Equal(loss.IsDisposable, typeof(IDisposable).IsAssignableFrom(constructor.DeclaringType));
        }
    }

    [Theory]
    [InlineData(typeof(Form), typeof(RsgForm))]
    [InlineData(typeof(MvTerms), typeof(RsgMvTerms))]
    [InlineData(typeof(Displacement), typeof(RsgDisplacement))]
    [InlineData(typeof(AddTo), typeof(RsgAddTo))]
    [InlineData(typeof(Head), typeof(HeadKind))]
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

    private static IEnumerable<PropertyInfo> Numbers(Type attribute)
        => attribute.GetProperties().Where(static property => property.PropertyType == typeof(int) || property.PropertyType == typeof(double));

    private static IEnumerable<(Type Attribute, Parameter Parameter)> Parameters() =>
    [
        .. RsgParameters.All.Select(static parameter => (typeof(RsgInsertAttribute), parameter)),
        .. TrainingParameters.All.Select(static parameter => (typeof(TrainAttribute), parameter)),
        .. TrainingParameters.Reweighting.Select(static parameter => (typeof(ReweightAttribute), parameter)),
        .. AttributeNames.Companions
            .Where(static row => row.Section == SectionNames.Loss)
            .SelectMany(static row => LossCatalogue.Get(row.Kind!).Parameters.Select(parameter => (typeof(BackboneAttribute).Assembly.GetType(row.MetadataName)!, parameter))),
    ];

    private static string Name(Type attribute, string property) => $"{attribute.Name[..^"Attribute".Length]}.{property}";

    private static string Pascal(string key) => char.ToUpperInvariant(key[0]) + key[1..];
}

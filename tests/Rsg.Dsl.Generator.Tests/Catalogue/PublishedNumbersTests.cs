namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>
/// The expected networks themselves, against what others published: torchvision's tables of weights (parameters and GMACs), ports of
/// the DenseNet paper's Table 2 to PyTorch, and the released networks.
/// </summary>
public sealed class PublishedNumbersTests
{
    /// <summary>Parameters and thousand millions of multiply-adds at 1000 classes and 224 x 224.</summary>
    [Theory]
    [InlineData("resnet18", 11_689_512, 1.81)]
    [InlineData("resnet34", 21_797_672, 3.66)]
    [InlineData("resnet50", 25_557_032, 4.09)]
    [InlineData("resnet101", 44_549_160, 7.80)]
    [InlineData("resnet152", 60_192_808, 11.51)]
    [InlineData("resnext50_32x4d", 25_028_904, 4.23)]
    [InlineData("resnext101_32x8d", 88_791_336, 16.41)]
    [InlineData("densenet121", 7_978_856, 2.83)]
    [InlineData("densenet169", 14_149_480, 3.36)]
    [InlineData("densenet201", 20_013_928, 4.29)]
    [InlineData("googlenet", 6_624_904, 1.50)]
    public void At_a_thousand_classes_as_torchvision_says(string name, long parameters, double gigaMultiplyAdds)
    {
        var trace = ExpectedNetwork.Of(name).Trace(new(3, 224, 224), classes: 1000);
        Assert.Equal(parameters, trace.ParameterCount);
        Assert.Equal(gigaMultiplyAdds, trace.MultiplyAdds / 1e9, 0.006);
    }

    /// <summary>Parameters and millions of multiply-adds at 10 classes and 32 x 32.</summary>
    [Theory]
    [InlineData("densenetbc100", 769_162, 298.45)]
    [InlineData("densenetbc190", 25_624_430, 9_400.45)]
    [InlineData("densenetbc250", 15_324_406, 5_519.54)]
    public void The_compressed_dense_networks_as_published(string name, long parameters, double megaMultiplyAdds)
    {
        var trace = ExpectedNetwork.Of(name).Trace(new(3, 32, 32), classes: 10);
        Assert.Equal(parameters, trace.ParameterCount);

        // The published count has batch norms and rectifiers in it, up to four in a hundred where channels are few.
        Assert.InRange(trace.MultiplyAdds / 1e6, megaMultiplyAdds * 0.96, megaMultiplyAdds);
    }

    /// <summary>Parameters without the sample generator, as counted on the released code's own modules.</summary>
    [Theory]
    [InlineData("resnet32", 10, false, 464_154)]
    [InlineData("resnet32", 100, true, 469_904)]
    [InlineData("resnet56", 10, false, 853_018)]
    [InlineData("resnet110", 10, false, 1_727_962)]
    [InlineData("densenet40", 10, false, 1_059_298)]
    [InlineData("densenet40", 100, true, 1_100_328)]
    [InlineData("resnext29_8x64d", 10, false, 34_426_698)]
    [InlineData("resnext29_8x64d", 100, false, 34_518_948)]
    [InlineData("resnet50", 8142, true, 40_182_848)]
    [InlineData("resnext50_32x4d", 1000, true, 25_027_904)]
    [InlineData("resnet152", 365, true, 58_891_328)]
    public void As_many_parameters_as_the_released_network(string name, int classes, bool isCosine, long parameters)
    {
        var expected = ExpectedNetwork.Of(name);
        Assert.Equal(parameters, expected.Trace(expected.Input, classes, isCosine).ParameterCount);
    }

    [Theory]
    [InlineData("resnet8")]
    [InlineData("resnet20")]
    [InlineData("densenet40")]
    [InlineData("resnext29_8x64d")]
    [InlineData("resnet50")]
    [InlineData("densenet121")]
    [InlineData("googlenet")]
    [InlineData("simplecnn")]
    public void The_last_stage_but_one_lies_before_the_second_to_last_down_sampling(string name)
    {
        var expected = ExpectedNetwork.Of(name);
        var stages = expected.Trace(expected.Input, classes: 10).Parts.Where(static part => part.Stage is not null).ToList();

        // Global average pooling is the last down-sampling; one halving lies between the last two stages.
        Assert.Equal(2 * stages[^1].Maps.Height, stages[^2].Maps.Height);
    }
}

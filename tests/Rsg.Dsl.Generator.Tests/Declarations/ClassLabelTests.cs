using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Generator.Tests.Declarations;

/// <summary>A class name becomes a C# name, or none.</summary>
public class ClassLabelTests
{
    [Theory]
    [InlineData("cat", "Cat")]
    [InlineData("hot dog", "HotDog")]
    [InlineData("T-shirt/top", "TShirtTop")]
    [InlineData("Ankle boot", "AnkleBoot")]
    [InlineData("  no_defect  ", "NoDefect")]
    [InlineData("size 10", "Size10")]
    [InlineData("0", "_0")]
    [InlineData("3d scan", "_3dScan")]
    [InlineData("class", "Class")]
    [InlineData("value__", "Value")]
    [InlineData("größe", "Größe")]
    [InlineData("caf\u0065\u0301", "Cafe\u0301")]
    [InlineData("猫", "猫")]
    [InlineData("\" } public class Evil { //", "PublicClassEvil")]
    [InlineData("a\u200Bb", "AB")]
    public void A_name_becomes(string name, string identifier) => Assert.Equal(identifier, ClassLabel.Of(name)!.Identifier);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("!?")]
    [InlineData("\u0301")]
    [InlineData("🐈")]
    public void A_name_cannot_become_any(string name) => Assert.Null(ClassLabel.Of(name));

    [Fact]
    public void A_name_may_be_long_but_not_endless()
    {
        Assert.NotNull(ClassLabel.Of(new string('x', 200)));
        Assert.Null(ClassLabel.Of(new string('x', 201)));
    }
}

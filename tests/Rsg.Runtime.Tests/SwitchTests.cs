namespace Rsg.Runtime.Tests;

public sealed class SwitchTests
{
    [Theory]
    [InlineData("off", true)]
    [InlineData("OFF", true)]
    [InlineData("on", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Off_alone_takes_a_choice_back(string? value, bool isOff) =>
        Assert.Equal(isOff, Switch.IsOff(Switch.ChannelsLast, name => name == "RSG_CHANNELS_LAST" ? value : "off"));
}

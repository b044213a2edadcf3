//HintName: Word.Weather.g.cs
namespace Words
{
    internal static class Weather
    {
        public const string Text = "STORM";
    }
}

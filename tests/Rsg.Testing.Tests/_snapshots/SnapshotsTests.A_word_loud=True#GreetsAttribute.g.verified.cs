//HintName: GreetsAttribute.g.cs
namespace Greeting
{
    internal sealed class GreetsAttribute : global::System.Attribute
    {
    }
}

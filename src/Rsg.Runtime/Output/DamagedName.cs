namespace Rsg.Output;

/// <summary>The name under which what is damaged is kept, so that nothing is lost by mending it.</summary>
internal static class DamagedName
{
    private const string End = ".damaged";

    /// <summary>A name beside a path that is not taken yet: <c>x.damaged</c>, <c>x.damaged.2</c>, ...</summary>
    public static string For(string path)
    {
        string name = path + End;
        for (int more = 2; Path.Exists(name); more++)
        {
            name = FormattableString.Invariant($"{path}{End}.{more}");
        }

        return name;
    }
}

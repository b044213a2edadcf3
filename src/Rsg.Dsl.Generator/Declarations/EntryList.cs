using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Declarations;

/// <summary>Looks a key up among those that were said.</summary>
internal static class EntryList
{
    public static Entry? Find(this EquatableArray<Entry> entries, string key)
    {
        foreach (var entry in entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }

        return null;
    }
}

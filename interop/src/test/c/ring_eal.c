/*
 * What DPDK's rings can do only in an initialised DPDK (rte_eal_init): be created by name, looked up, freed, listed. One
 * command a line on standard input, each answered with one line. No huge pages, no devices, nothing shared.
 *
 *     create NAME ELEMENT_SIZE COUNT FLAGS     answers "created SIZE CAPACITY", or "errno N"
 *     lookup NAME                              answers "found SIZE CAPACITY", or "errno N"
 *     free NAME | free                         answers "ok", or "errno N" if there is no such ring; without a name, NULL
 *     list                                     answers the names that rte_ring_list_dump prints, separated by spaces
 */
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <rte_eal.h>
#include <rte_errno.h>
#include <rte_memory.h>
#include <rte_ring.h>

static void print_ring(const char *word, const struct rte_ring *ring)
{
    if (ring == NULL)
        printf("errno %d\n", rte_errno);
    else
        printf("%s %u %u\n", word, rte_ring_get_size(ring), rte_ring_get_capacity(ring));
}

static void free_ring(const char *name)
{
    struct rte_ring *ring = name == NULL ? NULL : rte_ring_lookup(name);
    if (name != NULL && ring == NULL) {
        printf("errno %d\n", rte_errno);
        return;
    }
    rte_ring_free(ring);
    printf("ok\n");
}

/* Of a dump, only the line that begins a ring is of interest: "ring <NAME>@ADDRESS". */
static void list(void)
{
    char *text = NULL, *save = NULL;
    size_t size;
    FILE *memory = open_memstream(&text, &size);
    if (memory == NULL)
        err(1, "open_memstream");
    rte_ring_list_dump(memory);
    if (fclose(memory) != 0)
        err(1, "open_memstream");
    const char *separator = "";
    for (char *line = strtok_r(text, "\n", &save); line != NULL; line = strtok_r(NULL, "\n", &save)) {
        char *from = strchr(line, '<'), *to = strrchr(line, '>');
        if (strncmp(line, "ring <", 6) != 0 || to == NULL)
            continue;
        printf("%s%.*s", separator, (int)(to - from - 1), from + 1);
        separator = " ";
    }
    printf("\n");
    free(text);
}

static void obey(char *line)
{
    char *word[6] = {0};
    int words = 0;
    for (char *next = strtok(line, " \n"); next != NULL && words < 6; next = strtok(NULL, " \n"))
        word[words++] = next;
    const char *command = words > 0 ? word[0] : "";
    if (strcmp(command, "create") == 0 && words == 5)
        print_ring("created", rte_ring_create_elem(word[1], (unsigned)strtoul(word[2], NULL, 0),
                                                   (unsigned)strtoul(word[3], NULL, 0), SOCKET_ID_ANY,
                                                   (unsigned)strtoul(word[4], NULL, 0)));
    else if (strcmp(command, "lookup") == 0 && words == 2)
        print_ring("found", rte_ring_lookup(word[1]));
    else if (strcmp(command, "free") == 0 && words <= 2)
        free_ring(word[1]);
    else if (strcmp(command, "list") == 0)
        list();
    else
        printf("error unknown command: %s\n", command);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    char *arguments[] = {argv[0], "--no-huge", "--no-shconf", "--no-pci", "--no-telemetry", "-m", "16", "--log-level=3"};
    char line[256];
    if (argc != 1)
        errx(2, "usage: ring_eal");
    if (rte_eal_init((int)RTE_DIM(arguments), arguments) < 0)
        errx(1, "rte_eal_init: %s", rte_strerror(rte_errno));
    while (fgets(line, sizeof line, stdin) != NULL)
        obey(line);
    return rte_eal_cleanup() == 0 ? 0 : 1;
}
